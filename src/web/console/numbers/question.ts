import type { Context } from 'hono'
import type { JobContext } from '../../../../jobs/steps/context.js'
import type { Step } from '../../../report/numbers.js'

/** What somebody wants to see: a stretch of time, and one publication or all. */
export interface Asked {
  /** "3m", "12m", "saison" or a year. */
  period: string
  publication: string | null
}

/** How many years back may be asked for. */
const yearsBack = 5

const today = ({ clock, office }: Pick<JobContext, 'clock' | 'office'>) =>
  clock.now().toZonedDateTimeISO(office.timeZone).toPlainDate()

/** The years that may be asked for, this one first. */
export function yearsOf(context: JobContext): string[] {
  const { year } = today(context)
  return Array.from({ length: yearsBack }, (_, back) => String(year - back))
}

/**
 * The season of a publication that began last, both ends included; of the first that has one, where it has none itself
 * or none is named. Null where the office sends nothing by season.
 */
export function seasonOf(context: JobContext, publication: string | null) {
  const asked = publication === null ? undefined : context.publications[publication]
  const seasonal = [asked, ...Object.values(context.publications)].find((one) => one?.kind === 'weekly-agenda')
  if (seasonal?.kind !== 'weekly-agenda') return null
  const on = (day: string, year: number) => Temporal.PlainMonthDay.from(day).toPlainDate({ year })
  const { from, to } = seasonal.season
  const now = today(context)
  const year = Temporal.PlainDate.compare(on(from, now.year), now) > 0 ? now.year - 1 : now.year
  // A winter season ends in the next year.
  return { from: on(from, year), to: on(to, to < from ? year + 1 : year) }
}

/** What an address asks for; the last twelve months of all publications where it says nothing that can be understood. */
export function askedOf(c: Context, context: JobContext): Asked {
  const { periode = '', publication = '' } = c.req.query()
  const known =
    periode === '3m' || yearsOf(context).includes(periode) || (periode === 'saison' && seasonOf(context, null) !== null)
  return {
    period: known ? periode : '12m',
    publication: Object.hasOwn(context.publications, publication) ? publication : null,
  }
}

export const queryOf = ({ period, publication }: Asked, more: Record<string, string> = {}) =>
  new URLSearchParams({ periode: period, ...(publication ? { publication } : {}), ...more }).toString()

/** The days of a period (the last excluded), and by what they are summed up. */
export function daysOf(
  context: JobContext,
  { period, publication }: Asked,
): { from: Temporal.PlainDate; to: Temporal.PlainDate; step: Step } {
  const tomorrow = today(context).add({ days: 1 })
  if (period === '3m') return { from: tomorrow.subtract({ days: 91 }), to: tomorrow, step: 'week' }
  if (period === '12m') return { from: tomorrow.subtract({ months: 11 }).with({ day: 1 }), to: tomorrow, step: 'month' }
  const season = period === 'saison' ? seasonOf(context, publication) : null
  if (season) {
    const after = season.to.add({ days: 1 })
    return { from: season.from, to: Temporal.PlainDate.compare(after, tomorrow) < 0 ? after : tomorrow, step: 'week' }
  }
  const first = Temporal.PlainDate.from({ year: Number(period), month: 1, day: 1 })
  return { from: first, to: first.add({ years: 1 }), step: 'month' }
}
