import { type Week, weekAfter, weekName } from '../../../src/domain/index.js'
import type { WeeklyAgendaSettings } from '../../../src/domain/settings/publications.js'
import type { Random } from '../../support/random.js'

const hour = 3_600_000
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** What happened to a planned issue, in the order in which it did. Instants are those of the machine's clock, in ms. */
export type Happening =
  | { kind: 'run'; at: number; whole: boolean; article: boolean }
  | { kind: 'approved' | 'held' | 'sent-by-hand'; at: number }

/** One week of one publication: when it should leave, what the story has in store for it, and what happened. */
export interface Plan {
  publication: string
  settings: WeeklyAgendaSettings
  period: string
  /** Outside the season the blog goes on, and nothing may leave. */
  inSeason: boolean
  week: Week
  proofAt: number
  sendAt: number
  sendBefore: number
  /** When the article is published; null for a week without one. */
  articleAt: number | null
  acts: { act: 'approve' | 'hold' | 'send-by-hand'; at: number }[]
  happened: Happening[]
}

/** Whether a day is one of the season, told from the settings' own words. */
function isInSeason(date: Temporal.PlainDate, { season }: WeeklyAgendaSettings): boolean {
  const day = date.toString().slice(5)
  const [fromStart, toEnd] = [day >= season.from, day <= season.to]
  return season.from <= season.to ? fromStart && toEnd : fromStart || toEnd
}

function instantOf(date: Temporal.PlainDate, time: string, zone: string): number {
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
}

/** The calendar of a publication as a person would draw it up, and a story for each of its weeks. */
export function drawPlans(
  publication: string,
  settings: WeeklyAgendaSettings,
  zone: string,
  span: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  random: Random,
): Plan[] {
  const plans: Plan[] = []
  for (let date = span.from; Temporal.PlainDate.compare(date, span.to) < 0; date = date.add({ days: 1 })) {
    if (weekdays[date.dayOfWeek - 1] !== settings.send.day) continue
    const inSeason = isInSeason(date, settings)
    const sendAt = instantOf(date, settings.send.time, zone)
    const daysBack = (date.dayOfWeek - 1 - weekdays.indexOf(settings.proof.day) + 7) % 7
    const proofAt = instantOf(date.subtract({ days: daysBack }), settings.proof.time, zone)
    const grace = settings.send.graceHours * hour
    const week = weekAfter(date.toString())
    const plan = { proofAt, sendAt, sendBefore: sendAt + grace }
    const articleAt = drawArticle(plan, random)
    plans.push({
      publication,
      settings,
      period: weekName(week),
      inSeason,
      week,
      ...plan,
      articleAt,
      acts: inSeason ? drawActs(plan, settings.send.unapproved, random) : [],
      happened: [],
    })
  }
  return plans
}

type Hours = Pick<Plan, 'proofAt' | 'sendAt' | 'sendBefore'>
const within = (random: Random, from: number, to: number) => Math.round(from + random.next() * (to - from))

/** Mostly in time; else after the proof, after the hour of sending, or not at all. */
function drawArticle({ proofAt, sendAt, sendBefore }: Hours, random: Random): number | null {
  const chance = random.next()
  if (chance < 0.62) return within(random, proofAt - 48 * hour, proofAt - hour)
  if (chance < 0.8) return within(random, proofAt, sendAt)
  if (chance < 0.92) return within(random, sendAt, sendBefore + 5 * hour)
  return null
}

function drawActs({ proofAt, sendAt, sendBefore }: Hours, unapproved: boolean, random: Random): Plan['acts'] {
  const before = () => within(random, proofAt + hour / 2, sendAt - hour / 2)
  const chance = random.next() * (unapproved ? 1 : 0.5)
  const [first, second] = [before(), before()].toSorted((a, b) => a - b) as [number, number]
  if (chance < 0.22) return [{ act: 'approve', at: first }]
  if (chance < 0.3) return [{ act: 'hold', at: first }]
  if (chance < 0.35)
    return [
      { act: 'hold', at: first },
      { act: 'approve', at: second },
    ]
  if (chance < 0.42) return [{ act: 'approve', at: within(random, sendAt, sendBefore) }]
  if (chance < 0.44) return [{ act: 'approve', at: within(random, sendBefore + hour, sendBefore + 20 * hour) }]
  if (chance < 0.47) return [{ act: 'send-by-hand', at: first }]
  return []
}
