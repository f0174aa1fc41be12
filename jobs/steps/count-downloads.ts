import type { Clock } from '../../src/base/clock.js'
import type { Log } from '../../src/base/log.js'
import type { DownloadCount } from '../../src/store/downloads.js'
import type { Store } from '../../src/store/store.js'

/** Counts what is fetched from the public pages, in memory first: no page waits for it. */
export interface DownloadCounter {
  count(issueId: string, file: string): void
  /** Adds what was counted to the sums of the database. */
  flush(): Promise<void>
}

/** What a crash may lose of the figures. */
const flushMs = 10_000

/** A counter that writes its sums now and then; `flush` before the database is closed. */
export function openDownloadCounter({
  store,
  clock,
  log,
  timeZone,
}: {
  store: Store
  clock: Clock
  log: Log
  timeZone: string
}): DownloadCounter {
  let counted = new Map<string, DownloadCount>()
  let timer: NodeJS.Timeout | null = null

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    const counts = [...counted.values()]
    if (counts.length === 0) return
    counted = new Map()
    try {
      await store.transaction((rows) => rows.downloads.add(counts))
    } catch (error) {
      log.error({ err: error }, 'downloads could not be counted')
    }
  }

  return {
    count(issueId, file) {
      const day = clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toString()
      const key = `${issueId}/${file}/${day}`
      const known = counted.get(key)
      if (known) known.count += 1
      else counted.set(key, { issueId, file, day, count: 1 })
      timer ??= setTimeout(() => void flush(), flushMs).unref()
    },
    flush,
  }
}
