import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { decodeText } from './charset.js'
import { SettingsError, type SettingsProblem } from './settings-error.js'
import { issueSentences } from './settings-sentences.js'
import { keyName, offsetOf, valueAt, type KeyPath } from './settings-place.js'
import { yamlSentence } from './settings-yaml.js'

/** A file of settings that was read: its value, and where each key of it stands, for checks across files. */
export interface SettingsFile<T> {
  value: T
  /** A problem at `path`, with its line and column. */
  problem(path: KeyPath, message: string): SettingsProblem
}

/**
 * Reads the YAML file at `path` and checks it against `schema`; or `text`, as if it stood there.
 * @throws {SettingsError} with every problem of the file: it is missing, is not YAML, repeats a key, has unknown,
 * missing or wrong values.
 */
export function readSettingsFile<S extends z.ZodType>(
  path: string,
  schema: S,
  text: string = readText(path),
): SettingsFile<z.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number, key: string, message: string): SettingsProblem => {
    const { line, col } = lines.linePos(offset)
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1), key, message }
  }
  const flaws = [...document.errors, ...document.warnings].map((flaw) => at(flaw.pos[0], '', yamlSentence(flaw)))
  if (flaws.length > 0) throw new SettingsError(flaws)

  const problem = (keys: KeyPath, message: string, side: 'key' | 'value' = 'value') =>
    at(offsetOf(document.contents, keys, side), keyName(keys), message)
  const data = plainValue(document, problem)
  const result = schema.safeParse(data, { error: z.locales.fr().localeError })
  if (result.success) return { value: result.data, problem }
  throw new SettingsError(
    result.error.issues.flatMap((issue) =>
      issueSentences(issue, valueAt(data, issue.path), schema).map((one) => problem(one.path, one.sentence, one.side)),
    ),
  )
}

/** The text of a file of settings. @throws {SettingsError} when it cannot be read. */
export function readText(path: string): string {
  try {
    return decodeText(readFileSync(path)).text
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const message = missing ? 'le fichier manque' : 'le fichier ne peut pas être lu\u00a0: vérifiez ses droits'
    throw new SettingsError([{ file: path, line: null, column: null, key: '', message }])
  }
}

/** An empty file is an empty set of keys, so that the missing ones are named. */
function plainValue(document: Document, problem: (keys: KeyPath, message: string) => SettingsProblem): unknown {
  try {
    return document.toJS() ?? {}
  } catch {
    throw new SettingsError([problem([], 'un renvoi « *nom » ne mène à aucune ancre « &nom »')])
  }
}
