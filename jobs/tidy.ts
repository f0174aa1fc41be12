import { sweepTempFolders } from '../src/base/temp-folder.js'
import type { JobContext } from './steps/context.js'

/** The key and kind of a day's tidying. */
export function dailyTidying({ office, clock }: Pick<JobContext, 'office' | 'clock'>) {
  const today = clock.now().toZonedDateTimeISO(office.timeZone).toPlainDate()
  return { key: `tidy/${today.toString()}`, kind: 'tidy', payload: {} }
}

/** Removes what nobody has use for any more: pictures that nothing shows, folders of processes that were killed. */
export async function tidy({ store, log }: Pick<JobContext, 'store' | 'log'>): Promise<undefined> {
  const pictures = await store.transaction((rows) => rows.issues.forgetUnusedUploads())
  const folders = await sweepTempFolders()
  if (pictures + folders > 0) log.info({ pictures, folders }, 'what nobody has use for is removed')
  return undefined
}
