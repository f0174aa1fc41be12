import type { JobContext } from '../../../../jobs/steps/context.js'
import { eventKindOf } from '../../../domain/index.js'
import type { ChartData } from '../../../render/chart.js'
import { type Bucket, bucketsOf, countedIn, ranking } from '../../../report/numbers.js'
import type { Counted } from '../../../store/numbers.js'
import type { Desk } from '../desk.js'
import { type Asked, daysOf } from './question.js'

/** The pictures, by the name in their address: text "numbers.<name>". */
export const tableNames = ['envois', 'retours', 'departs', 'telechargements', 'communes', 'genres'] as const
export type TableName = (typeof tableNames)[number]

/** What the database said, in no language yet. */
export interface Counts {
  buckets: Bucket[]
  byTime: Record<'envois' | 'retours' | 'departs' | 'telechargements', Counted[]>
  communes: { value: string; count: number }[]
  genres: { value: string; count: number }[]
}

/** More bars than these nobody reads. */
const mostCommunes = 15

/** The figures of a period, asked of the database. */
export async function countsOf(context: JobContext, asked: Asked): Promise<Counts> {
  const { store, office } = context
  const { publication } = asked
  const { from, to, step } = daysOf(context, asked)
  const buckets = bucketsOf(from, to, step)
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(office.timeZone).toInstant()
  const first = buckets[0]?.start ?? from
  const last = buckets.at(-1)?.end ?? to
  const question = { from: at(first), to: at(last), publication }
  const [envois, retours, departs, telechargements, agendas] = await Promise.all([
    store.numbers.sends(question),
    store.numbers.bounces(question),
    store.numbers.departures(question),
    store.numbers.downloads({ from: first.toString(), to: last.toString(), publication }),
    store.numbers.agendas(question),
  ])
  const events = agendas.flatMap((agenda) => agenda.occurrences)
  return {
    buckets,
    byTime: { envois, retours, departs, telechargements },
    communes: ranking(
      events.map(({ commune }) => commune ?? '?'),
      mostCommunes,
    ),
    genres: ranking(
      events.map(({ title }) => eventKindOf(title)),
      20,
    ),
  }
}

const kindsByTime = {
  envois: ['accepted', 'failed', 'uncertain', 'excluded'],
  retours: ['hard', 'soft'],
  departs: ['unsubscribed', 'opposed'],
  telechargements: ['archive.html', 'poster.pdf', 'booklet.pdf', 'agenda.ics'],
} as const

/** One picture's worth of figures, in the reader's words. */
export function tableOf(desk: Pick<Desk, 't' | 'texts' | 'context'>, name: TableName, counts: Counts): ChartData {
  const { t, context } = desk
  if (name === 'communes' || name === 'genres') {
    const wordOf = (value: string) => {
      if (value === '') return t('numbers.others')
      if (name === 'genres') return t(`numbers.kind.${value}`)
      return value === '?' ? t('numbers.noCommune') : value
    }
    return {
      rows: counts[name].map(({ value }) => wordOf(value)),
      kinds: [t('numbers.events')],
      values: counts[name].map(({ count }) => [count]),
      lying: true,
    }
  }
  const kinds = kindsByTime[name]
  return {
    rows: counts.buckets.map((bucket) => bucketName(desk, bucket)),
    kinds: kinds.map((kind) => t(`numbers.of.${kind.replace(/\..*/, '')}`)),
    values: countedIn(counts.buckets, counts.byTime[name], { kinds, timeZone: context.office.timeZone }),
    lying: false,
  }
}

function bucketName({ texts }: Pick<Desk, 'texts'>, { start, end }: Bucket): string {
  const week = start.until(end).days === 7
  return start.toLocaleString(
    texts.language,
    week ? { day: 'numeric', month: 'short' } : { month: 'short', year: 'numeric' },
  )
}

/** The sum of each row, and of all. */
export function sumsOf({ values }: ChartData): { byRow: number[]; all: number } {
  const byRow = values.map((row) => row.reduce((sum, one) => sum + one, 0))
  return { byRow, all: byRow.reduce((sum, one) => sum + one, 0) }
}
