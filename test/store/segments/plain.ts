import {
  communeKey,
  type Condition,
  conditionOf,
  type ConditionValues,
  emailKey,
  groupOf,
  plainWords,
  type RulePart,
} from '../../../src/domain/index.js'
import type { Person } from './directory.js'
import { editions } from './editions.js'

const bare = (text: string) => plainWords(text) || text
const overlap = (theirs: readonly string[], wanted: readonly string[]) =>
  theirs.some((one) => wanted.some((other) => bare(one) === bare(other)))

/** Great-circle distance in kilometres, by the spherical law of cosines: another formula than the one under test. */
function distance([lat1, lon1]: [number, number], [lat2, lon2]: [number, number]): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const cosine =
    Math.sin(rad(lat1)) * Math.sin(rad(lat2)) + Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.cos(rad(lon2 - lon1))
  return 6371.0088 * Math.acos(Math.max(-1, Math.min(1, cosine)))
}

/** Whether a person is under a rule, told in memory. `all` is the directory, where addresses may be shared. */
export function isUnder(part: RulePart, person: Person, all: readonly Person[]): boolean {
  const group = groupOf(part)
  if (group?.word === 'all') return group.parts.every((one) => isUnder(one, person, all))
  if (group) return group.parts.some((one) => isUnder(one, person, all)) === (group.word === 'any')
  const [name, given] = conditionOf(part as Condition)
  const wanted = <N extends keyof ConditionValues>(_name: N) => given as ConditionValues[N]
  const { organisation } = person
  const same = all.filter((one) => emailKey(one.email) === emailKey(person.email))
  switch (name) {
    case 'kind':
      return typeof organisation?.kind === 'string' && overlap([organisation.kind], wanted(name))
    case 'commune':
      return (
        organisation !== null &&
        wanted(name).some((one) => communeKey(one) === communeKey(organisation.commune ?? null))
      )
    case 'within': {
      const { km, of, orUnplaced } = wanted(name)
      const { latitude, longitude } = organisation ?? {}
      if (typeof latitude !== 'number' || typeof longitude !== 'number') return orUnplaced
      if (!('latitude' in of)) throw new Error('only coordinates are told here')
      return distance([latitude, longitude], [of.latitude, of.longitude]) <= km
    }
    case 'label':
      return overlap(organisation?.labels ?? [], wanted(name))
    case 'spoken':
      return overlap(organisation?.languages ?? [], wanted(name))
    case 'poster':
      return organisation?.poster === wanted(name)
    case 'staff':
      return typeof organisation?.staff === 'string' && overlap([organisation.staff], wanted(name))
    case 'language':
      return wanted(name).includes(person.language)
    case 'subscribed':
      return wanted(name).some((one) => person.subscriptions[one])
    case 'notSubscribed':
      return !wanted(name).some((one) => person.subscriptions[one])
    case 'entered': {
      const { since, before } = wanted(name)
      const day = dayIn(person.entered)
      return (since === undefined || day >= since) && (before === undefined || day < before)
    }
    case 'took':
      return tookOneOf(same, [wanted(name)])
    case 'outdated': {
      const later = laterThan(wanted(name))
      return later.length > 0 && tookOneOf(same, [wanted(name)]) && !tookOneOf(same, later)
    }
    case 'ordered': {
      const when = wanted(name)
      const placed = same.flatMap((one) =>
        one.orders.filter(({ state }) => state === 'placed' || state === 'completed'),
      )
      const [last] = placed
        .map((order) => dayIn(order.at))
        .sort()
        .toReversed()
      if ('never' in when) return last === undefined
      return (
        last !== undefined &&
        (when.since === undefined || last >= when.since) &&
        (when.before === undefined || last < when.before)
      )
    }
    case 'bounced':
      return same.some((one) => one.bounced || firstReason(same) === 'bounced') === wanted(name)
    case 'suppressed':
      return same.some((one) => one.suppressed !== null) === wanted(name)
  }
}

/** Of an address that stands twice, the list holds what was entered first. */
const firstReason = (same: readonly Person[]) => same.find((one) => one.suppressed !== null)?.suppressed ?? null

const dayIn = (instant: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Paris').toPlainDate().toString()

type OfEdition = (typeof editions)[number]
const laterThan = (edition: OfEdition) =>
  editions.filter((one) => one.title === edition.title && one.year > edition.year)

const tookOneOf = (same: readonly Person[], wanted: readonly OfEdition[]) =>
  same.some((one) =>
    one.orders.some(
      ({ state, edition }) =>
        state === 'completed' &&
        wanted.some(({ title, year }) => title === editions[edition]?.title && year === editions[edition]?.year),
    ),
  )
