import {
  type Condition,
  type ConditionName,
  conditionNames,
  conditionOf,
  type GroupWord,
  groupOf,
  groupWords,
  type RulePart,
  type SegmentRule,
} from '../../../domain/index.js'

/** A condition as it is being written: its value may not be one yet. */
export interface DraftCondition {
  name: ConditionName
  value: unknown
}

/** A group as it is being written. */
export interface DraftGroup {
  word: GroupWord
  parts: (DraftGroup | DraftCondition)[]
}

export const isGroup = (part: DraftGroup | DraftCondition): part is DraftGroup => 'word' in part

/** Groups one in the other that a form offers to add, the first included; saved rules may hold one more. */
export const deepest = 3
const deepestRead = 5

export const emptyDraft: DraftGroup = { word: 'all', parts: [] }

/** A saved rule, to be changed. */
export function draftOf(rule: SegmentRule): DraftGroup {
  const group = groupOf(rule)
  return { word: group?.word ?? 'all', parts: (group?.parts ?? []).map(partOf) }
}

function partOf(part: RulePart): DraftGroup | DraftCondition {
  if (groupOf(part)) return draftOf(part as SegmentRule)
  const [name, value] = conditionOf(part as Condition)
  return { name, value }
}

/** What `readRule` reads. */
export function ruleData({ word, parts }: DraftGroup): unknown {
  return { [word]: parts.map((part) => (isGroup(part) ? ruleData(part) : { [part.name]: part.value })) }
}

const texts = (value: unknown) => [value].flat().filter((one) => typeof one === 'string' && one !== '') as string[]
const first = (value: unknown) => texts(value)[0] ?? ''

/**
 * The rule that a form holds, with what its button asks: to add a condition or a group, or to take one away. The fields
 * of a condition or a group begin with its place, "r.0.1".
 */
export function draftFrom(fields: Readonly<Record<string, unknown>>): DraftGroup {
  const [act, place = ''] = first(fields['do']).split(':')
  return readGroup('r', 1)

  function readGroup(path: string, depth: number): DraftGroup {
    const word = groupWords.find((one) => one === fields[path]) ?? 'all'
    const parts: DraftGroup['parts'] = []
    for (let index = 0; index < 100; index++) {
      const inner = `${path}.${index}`
      const is = first(fields[`${inner}.is`])
      if (is === '') break
      if (act === 'remove' && place === inner) continue
      const name = conditionNames.find((one) => one === is)
      if (name) parts.push({ name, value: valueOf(name, inner) })
      else if (is === 'group' && depth < deepestRead) parts.push(readGroup(inner, depth + 1))
    }
    if (act === 'group' && place === path && depth < deepest) parts.push({ word: 'any', parts: [] })
    const wanted = conditionNames.find((one) => one === first(fields[`${path}.new`]))
    if (act === 'add' && place === path && wanted) parts.push({ name: wanted, value: undefined })
    return { word, parts }
  }

  function valueOf(name: ConditionName, path: string): unknown {
    const field = (suffix: string) => first(fields[`${path}.${suffix}`])
    if (name === 'poster' || name === 'bounced' || name === 'suppressed')
      return field('v') === '' ? undefined : field('v') === 'true'
    if (name === 'entered')
      return { ...(field('since') && { since: field('since') }), ...(field('before') && { before: field('before') }) }
    if (name === 'took' || name === 'outdated') return editionFrom(field('v'))
    if (name === 'ordered')
      return field('never') === 'true'
        ? { never: true }
        : { ...(field('since') && { since: field('since') }), ...(field('before') && { before: field('before') }) }
    if (name !== 'within') return texts(fields[`${path}.v`])
    const km = Number(field('km').replace(',', '.'))
    return { km, of: placeOf(field), orUnplaced: field('unplaced') === 'true' }
  }
}

/** An edition as a choice of a form names it: its year and its title. */
export const editionChoice = ({ title, year }: { title: string; year: number }) => `${year} ${title}`

function editionFrom(choice: string): { title: string; year: number } | undefined {
  const [, year, title] = /^(\d{4}) (.+)$/.exec(choice) ?? []
  return year && title ? { title, year: Number(year) } : undefined
}

/** What was written last is meant: a place that the form cannot show stays while the others are empty. */
function placeOf(field: (suffix: string) => string) {
  if (field('commune')) return { commune: field('commune') }
  const [organisation, of] = [field('organisation'), field('of')]
  if (organisation) return { organisation, ...(of && { commune: of }) }
  return { latitude: Number(field('latitude') || NaN), longitude: Number(field('longitude') || NaN) }
}
