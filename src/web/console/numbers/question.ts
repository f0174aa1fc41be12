import type { Context } from 'hono'
import type { JobContext } from '../../../../jobs/steps/context.js'
import type { Step } from '../../../report/numbers.js'

/** What somebody wants to see: a stretch of time, and one publication or all. */
export interface Asked {
  /** "3m", "12m" or a year. */
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

/** What an address asks for; the last twelve months of all publications where it says nothing that can be understood. */
export function askedOf(c: Context, context: JobContext): Asked {
  const { periode = '', publication = '' } = c.req.query()
  const known = periode === '3m' || yearsOf(context).includes(periode)
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
  { period }: Asked,
): { from: Temporal.PlainDate; to: Temporal.PlainDate; step: Step } {
  const tomorrow = today(context).add({ days: 1 })
  if (period === '3m') return { from: tomorrow.subtract({ days: 91 }), to: tomorrow, step: 'week' }
  if (period === '12m') return { from: tomorrow.subtract({ months: 11 }).with({ day: 1 }), to: tomorrow, step: 'month' }
  const first = Temporal.PlainDate.from({ year: Number(period), month: 1, day: 1 })
  return { from: first, to: first.add({ years: 1 }), step: 'month' }
}
