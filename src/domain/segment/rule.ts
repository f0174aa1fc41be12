import { nearestWord } from '../../base/nearest-word.js'
import { plainWords } from '../matching.js'
import { type Condition, type ConditionName, conditionNames, conditions } from './conditions.js'

/** How the parts of a group hang together: each of them holds, at least one, or none. */
export const groupWords = ['all', 'any', 'none'] as const
export type GroupWord = (typeof groupWords)[number]
export type Group = { all: RulePart[] } | { any: RulePart[] } | { none: RulePart[] }
export type RulePart = Condition | Group
/** What a segment asks: data that people write and the database answers, never a piece of SQL. */
export type SegmentRule = Group

/** A saved rule over organisations and contacts. */
export interface Segment {
  id: string
  name: string
  rule: SegmentRule
}

/** A segment's name as compared: case, accents and punctuation do not count. */
export const segmentKey = (name: string): string => plainWords(name)

export const longestSegmentName = 100

/** Groups one in the other, the first included. */
const deepestGroup = 4
/** Conditions and groups of a rule, all in all: what a statement can hold, and a sentence can say. */
const mostParts = 100

/** What is wrong in a rule, and where; its sentence is the text "segmentFault.<code>". */
export interface RuleFault {
  path: (string | number)[]
  code: 'group' | 'empty' | 'many' | 'deep' | 'several' | 'unknown' | 'publication' | ConditionName
  values: Record<string, string | number>
}

export type RuleReading = { rule: SegmentRule; faults: null } | { rule: null; faults: RuleFault[] }

/** The group that a part is, or null for a condition. */
export function groupOf(part: RulePart): { word: GroupWord; parts: RulePart[] } | null {
  const word = groupWords.find((one) => Object.hasOwn(part, one))
  return word ? { word, parts: Object.values(part as Group)[0] as RulePart[] } : null
}

/** The name and the value of a condition; what is looked up by the name takes the value. */
export function conditionOf(part: Condition): [name: ConditionName, value: never] {
  return Object.entries(part)[0] as [ConditionName, never]
}

/**
 * Checks data from a file or a form, and gives the rule that it is: single values as lists, kinds by their own names.
 * All faults are told at once. With `publications`, only those may be asked about.
 */
export function readRule(data: unknown, publications: readonly string[] | null = null): RuleReading {
  const faults: RuleFault[] = []
  let partsRead = 0
  const fault = (path: RuleFault['path'], code: RuleFault['code'], values: RuleFault['values'] = {}) => {
    faults.push({ path, code, values })
  }

  function readPart(part: unknown, path: RuleFault['path'], depth: number): RulePart[] {
    const [key, ...others] = isRecord(part) ? Object.keys(part) : []
    if (!isRecord(part) || key === undefined) return (fault(path, depth === 0 ? 'group' : 'empty'), [])
    if (others.length > 0) return (fault([...path, others[0] ?? ''], 'several'), [])
    const word = groupWords.find((one) => one === key)
    if (word) return readGroup(word, part[word], [...path, word], depth)
    if (depth === 0) return (fault([...path, key], 'group'), [])
    return readCondition(key, part[key], [...path, key])
  }

  function readGroup(word: GroupWord, parts: unknown, path: RuleFault['path'], depth: number): RulePart[] {
    if (depth === deepestGroup) return (fault(path, 'deep', { most: deepestGroup }), [])
    if (!Array.isArray(parts) || parts.length === 0) return (fault(path, 'empty'), [])
    partsRead += parts.length
    if (partsRead > mostParts) return (fault(path, 'many', { most: mostParts }), [])
    const read = parts.flatMap((part, index) => readPart(part, [...path, index], depth + 1))
    return [{ [word]: read } as Group]
  }

  function readCondition(key: string, value: unknown, path: RuleFault['path']): RulePart[] {
    const name = conditionNames.find((one) => one === key)
    if (!name) {
      const words = [...conditionNames, ...groupWords]
      return (fault(path, 'unknown', { near: nearestWord(key, words) ?? 'none', known: words.join(', ') }), [])
    }
    const read = conditions[name].safeParse(value)
    if (!read.success) return (fault(path, name), [])
    if (publications && (name === 'subscribed' || name === 'notSubscribed'))
      for (const publication of read.data as string[])
        if (!publications.includes(publication))
          fault(path, 'publication', { publication, known: publications.join(', ') })
    return [{ [name]: read.data } as Condition]
  }

  const [rule] = readPart(data, [], 0)
  return rule && faults.length === 0 ? { rule: rule as SegmentRule, faults: null } : { rule: null, faults }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
