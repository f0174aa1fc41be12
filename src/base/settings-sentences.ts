import type { z } from 'zod'
import { nearestWord } from './nearest-word.js'
import { knownKeys } from './settings-keys.js'
import { type KeyPath, valueAt } from './settings-place.js'

interface Sentence {
  path: KeyPath
  sentence: string
  /** Where to point: at the key or at its value. */
  side: 'key' | 'value'
}

type Issue = z.core.$ZodIssue

/** What a zod issue about `value` says to the person who wrote the settings; one sentence per unknown key. */
export function issueSentences(issue: Issue, value: unknown, schema: z.ZodType): Sentence[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path)
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      sentence: `clé inconnue${suggestion(key, known)}`,
      side: 'key',
    }))
  }
  const meant = formMeant(issue)
  if (meant.length > 0)
    return meant.flatMap((one) =>
      issueSentences({ ...one, path: [...issue.path, ...one.path] }, valueAt(value, one.path), schema),
    )
  const side = issue.code === 'invalid_key' ? 'key' : 'value'
  return [{ path: issue.path, sentence: sentenceOf(issue, value), side }]
}

/** Of a value that may be written in several forms, what is wrong inside the one that was begun; none where none was. */
function formMeant(issue: Issue): Issue[] {
  const forms = issue.code === 'invalid_union' ? issue.errors : []
  return forms.find((problems) => problems.every((one) => one.path.length > 0)) ?? []
}

function sentenceOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, value)
    case 'invalid_value':
      return choice(value, issue.values.map(String))
    case 'invalid_union':
      if (!('options' in issue) || !Array.isArray(issue.options)) return value === undefined ? missing : issue.message
      return choice(value, named(issue.options))
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum)
    case 'too_big':
      return issue.origin === 'number' ? `${issue.maximum} au plus` : issue.message
    case 'invalid_format':
      if (issue.format === 'email') return 'ce n’est pas une adresse e-mail'
      if (issue.format === 'url') return 'ce n’est pas une adresse web (https://…)'
      return issue.message
    default:
      return issue.message
  }
}

/** The choices of a union by a key that may be left out are told without that. */
const named = (options: unknown[]) => options.filter((one) => one !== null && one !== undefined).map(String)

const missing = 'cette clé manque'

const expectations: Record<string, string> = {
  string: 'il faut un texte',
  number: 'il faut un nombre',
  int: 'il faut un nombre entier',
  boolean: 'il faut « true » (oui) ou « false » (non)',
  array: 'il faut une liste, chaque élément sur une ligne qui commence par « - »',
  object: 'il faut des clés, chacune sur une ligne «\u00a0clé: valeur\u00a0»',
  record: 'il faut des noms, chacun sur une ligne «\u00a0nom:\u00a0» suivie de ses clés',
}

function wrongType(expected: string, value: unknown): string {
  if (value === undefined) return missing
  const sentence = expectations[expected] ?? `il faut une valeur de type ${expected}`
  const unquoted = expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')
  return unquoted ? `${sentence}\u00a0: mettez la valeur entre guillemets` : sentence
}

function choice(value: unknown, options: string[]): string {
  if (value === undefined) return `cette clé manque\u00a0; choix possibles\u00a0: ${options.join(', ')}`
  return `valeur inconnue${suggestion(String(value), options)}`
}

function suggestion(written: string, words: string[]): string {
  const near = nearestWord(written, words)
  if (near) return `\u202f; vouliez-vous dire « ${near} »\u202f?`
  return words.length > 0 ? `\u202f; choix possibles\u00a0: ${words.join(', ')}` : ''
}

function tooSmall(origin: string, minimum: number | bigint): string {
  if (origin === 'string') return 'ce texte ne peut pas rester vide'
  if (origin === 'array') return `il faut au moins ${minimum} élément${Number(minimum) > 1 ? 's' : ''}`
  return `${minimum} au moins`
}
