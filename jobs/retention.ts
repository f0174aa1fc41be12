import { theProgram } from '../src/domain/index.js'
import type { JobContext } from './steps/context.js'

/** The hour from which a day's removal may run: nobody sends then, and nobody waits. */
const nightHour = 3

/** The key and kind of the nightly removal; null when settings want none, or before its hour. */
export function nightlyRetention({ office, clock }: Pick<JobContext, 'office' | 'clock'>) {
  const now = clock.now().toZonedDateTimeISO(office.timeZone)
  if (!office.retention.automatic || now.hour < nightHour) return null
  return { key: `retention/${now.toPlainDate().toString()}`, kind: 'retention', payload: {} }
}

/** Removes what has been kept for as long as the settings say, and writes it into the journal. */
export async function applyRetention({ store, office, log }: JobContext): Promise<undefined> {
  const { retention, timeZone } = office
  const removed = await store.transaction((rows) =>
    rows.retention.apply(retention, timeZone, { who: theProgram, door: 'retention' }),
  )
  log.info(removed, 'what was kept long enough is removed')
  return undefined
}
