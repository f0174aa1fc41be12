import type { Texts } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import {
  type Condition,
  type ConditionName,
  conditionNames,
  conditionOf,
  type ConditionValues,
  editionName,
  groupOf,
  organisationKinds,
  type Place,
  type RulePart,
  type SegmentRule,
} from '../domain/index.js'

/** The words that a sentence needs from elsewhere. */
interface Words {
  texts: Texts
  /** Titles of publications by their names. */
  titles: Readonly<Record<string, string>>
}

type Say = { [Name in ConditionName]: (value: ConditionValues[Name], words: Words) => string }

/**
 * A rule as a sentence that a person might have written: "Hôtels et campings d'Auch ou de Pavie, à 20 km au plus de
 * Mirande, avec le label Accueil Vélo". Kinds are its subject; groups within the rule come at its end.
 */
export function segmentSentence(
  rule: SegmentRule,
  texts: Texts,
  publications: Readonly<Record<string, { title: string }>> = {},
): string {
  const titles = Object.fromEntries(Object.entries(publications).map(([name, { title }]) => [name, title]))
  const sentence = phraseOf(rule, { texts, titles }, 'outer')
  return typeset(sentence.charAt(0).toLocaleUpperCase(texts.language) + sentence.slice(1), texts.language)
}

/**
 * A noun phrase for a part. "outer": its clauses stand between commas. "inner": it stands within another phrase, where
 * commas would leave open what belongs to what.
 */
function phraseOf(part: RulePart, words: Words, place: 'outer' | 'inner'): string {
  const { t } = words.texts
  const group = groupOf(part)
  if (group && group.parts.length === 1 && group.word !== 'none')
    return phraseOf(group.parts[0] as RulePart, words, place)
  if (group?.word === 'any')
    return place === 'outer'
      ? group.parts.map((one) => phraseOf(one, words, 'inner')).join(`, ${t('segment.or')} `)
      : `${t('segment.subject')} ${insideOf(part, words)}`
  const { conditions, groups } = flattened(group?.word === 'none' ? { all: [part] } : part)
  const subject = conditions.findIndex((one) => 'kind' in one)
  const [named] = subject < 0 ? [] : conditions.splice(subject, 1)
  const head =
    named && 'kind' in named ? kindsAs((kind) => `segmentKind.${kind}`, named.kind, 'and', words) : t('segment.subject')
  const inOrder = conditionNames.flatMap((name) => conditions.filter((one) => name in one))
  const clauses = inOrder.map((one) => clauseOf(one, words))
  const nested = groups.map((one) => insideOf(one, words))
  // A commune clings to its subject: "hôtels d'Auch".
  const first = inOrder[0] && 'commune' in inOrder[0] ? ` ${clauses.shift()}` : ''
  if (place === 'outer') return [head + first, ...clauses, ...nested].join(', ')
  const inline = clauses.length > 0 ? ` ${clauses.join(` ${t('segment.and')} `)}` : ''
  return head + first + inline + nested.map((one) => ` (${one})`).join('')
}

/** A group within a phrase: what its members are among, or what they are not. */
function insideOf(part: RulePart, words: Words): string {
  const group = groupOf(part)
  const parts = (group?.parts ?? []).map((one) => phraseOf(one, words, 'inner'))
  const { t } = words.texts
  return group?.word === 'none'
    ? t('segment.except', {
        list: joined(
          parts.map((one) => t('segment.the', { phrase: one })),
          'and',
          words,
        ),
      })
    : t('segment.among', {
        list: joined(
          parts.map((one) => t('segment.the', { phrase: one })),
          'or',
          words,
        ),
      })
}

/** What all must hold of: "all" within "all" says nothing more. */
function flattened(part: RulePart): { conditions: Condition[]; groups: RulePart[] } {
  const group = groupOf(part)
  if (!group) return { conditions: [part as Condition], groups: [] }
  if (group.word === 'any' && group.parts.length === 1) return flattened(group.parts[0] as RulePart)
  if (group.word !== 'all') return { conditions: [], groups: [part] }
  const inner = group.parts.map(flattened)
  return { conditions: inner.flatMap((one) => one.conditions), groups: inner.flatMap((one) => one.groups) }
}

function clauseOf(condition: Condition, words: Words): string {
  const [name, value] = conditionOf(condition)
  return say[name](value, words)
}

const say: Say = {
  kind: (kinds, words) =>
    words.texts.t('segment.kind', { list: kindsAs((kind) => `organisationKind.${kind}`, kinds, 'or', words) }),
  commune: (communes, words) =>
    words.texts.t('segment.in', {
      list: joined(
        communes.map((one) => nameOfCommune(one, words)),
        'or',
        words,
      ),
    }),
  within: ({ km, of, orUnplaced }, words) =>
    words.texts.t('segment.within', { km, of: placeOf(of, words), orUnplaced: String(orUnplaced) }),
  label: (labels, words) => words.texts.t('segment.label', { list: joined(labels, 'or', words) }),
  spoken: (languages, words) => words.texts.t('segment.spoken', { list: languagesOf(languages, words) }),
  poster: (displays, { texts }) => texts.t('segment.poster', { yes: String(displays) }),
  staff: (names, words) => words.texts.t('segment.staff', { list: joined(names, 'or', words) }),
  language: (languages, words) => words.texts.t('segment.language', { list: languagesOf(languages, words) }),
  subscribed: (names, words) => words.texts.t('segment.subscribed', { list: titlesOf(names, 'or', words) }),
  notSubscribed: (names, words) => words.texts.t('segment.notSubscribed', { list: titlesOf(names, 'nor', words) }),
  entered: ({ since, before }, { texts }) =>
    texts.t('segment.entered', { since: dayOf(since, texts), before: dayOf(before, texts) }),
  took: (edition, { texts }) => texts.t('segment.took', { edition: editionName(edition) }),
  outdated: (edition, { texts }) => texts.t('segment.outdated', { edition: editionName(edition) }),
  ordered: (when, { texts }) =>
    'never' in when
      ? texts.t('segment.neverOrdered')
      : texts.t('segment.ordered', { since: dayOf(when.since, texts), before: dayOf(when.before, texts) }),
  bounced: (came, { texts }) => texts.t('segment.bounced', { yes: String(came) }),
  suppressed: (listed, { texts }) => texts.t('segment.suppressed', { yes: String(listed) }),
}

function placeOf(place: Place, words: Words): string {
  const { t } = words.texts
  if ('latitude' in place) return t('segment.point', place)
  if (!('organisation' in place)) return nameOfCommune(place.commune, words)
  const { organisation, commune = 'none' } = place
  return t('segment.ofOrganisation', { organisation, commune })
}

/** A commune as French links it with "de": "d'Auch", "du Houga", "des Angles"; the h of communes is left alone. */
function nameOfCommune(place: string, { texts: { t } }: Words): string {
  const [, article, rest] = place.match(/^(les?) (.+)$/i) ?? []
  if (article && rest) return t('segment.of', { form: article.toLowerCase(), place, rest })
  const form = /^[aeiouyœæ]/i.test(place.normalize('NFD')) ? 'vowel' : 'other'
  return t('segment.of', { form, place, rest: place })
}

/** Our kinds by their words; a list's own between quotation marks. */
function kindsAs(keyOf: (kind: string) => string, kinds: readonly string[], link: 'and' | 'or', words: Words): string {
  const { t } = words.texts
  const named = kinds.map((kind) =>
    organisationKinds.some((one) => one === kind) ? t(keyOf(kind)) : t('segment.quoted', { name: kind }),
  )
  return joined(named, link, words)
}

const titlesOf = (names: readonly string[], link: 'or' | 'nor', words: Words) =>
  joined(
    names.map((name) => words.texts.t('segment.quoted', { name: words.titles[name] ?? name })),
    link,
    words,
  )

const languagesOf = (codes: readonly string[], words: Words) => {
  const names = new Intl.DisplayNames(words.texts.language, { type: 'language', fallback: 'code' })
  return joined(
    codes.map((code) => names.of(code) ?? code),
    'or',
    words,
  )
}

function dayOf(day: string | undefined, { language, t }: Texts): string {
  if (day === undefined) return 'none'
  const date = Temporal.PlainDate.from(day)
  const text = date.toLocaleString(language, { dateStyle: 'long' })
  return date.day === 1 ? text.replace(/^1\b/, t('date.number', { day: 1 })) : text
}

/** "a, b et c" with the words of the house. */
function joined(parts: readonly string[], link: 'and' | 'or' | 'nor', { texts }: Words): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${texts.t(`segment.${link}`)} ${last}`
}
