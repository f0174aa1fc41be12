import { partnersIn, type PartnersReading } from '../src/collect/partners/read.js'
import type { PartnerRow, Refusal } from '../src/collect/partners/partner-row.js'
import type { Rows, Store } from '../src/store/store.js'
import type { ImportOptions, LineOutcome } from '../src/store/directory/import.js'
import type { SubscriptionCounts } from '../src/store/directory/subscribe.js'

export interface PartnersImport extends Omit<ImportOptions, 'ground'>, PartnersReading {
  path: string
  /** Tells what would come of it; nothing is written. */
  dryRun: boolean
  /** Every publication of the office. */
  known: readonly string[]
  /** How much of the file has been entered, from 0 to 1, and how many lines. */
  progress?: (share: number, lines: number) => void
  /** Written with the list itself, or not at all. */
  record?: (rows: Rows, report: ImportReport) => Promise<void>
}

export interface ImportReport {
  /** Null for a dry run. */
  id: string | null
  /** Addresses read. */
  read: number
  added: number
  changed: number
  unchanged: number
  refusedCount: number
  /** The first thousand each: a report must not grow with the list. */
  refused: Refusal[]
  changes: LineOutcome<PartnerRow>[]
  /** What it does to what people receive; complete once the list is read. */
  subscriptions: SubscriptionCounts
}

const linesPerPart = 2000
const linesPerReport = 1000

/**
 * Enters a list of partners: read part by part, matched with what is known, written; all of it or nothing. The next part
 * is read while the database is at the last.
 * @throws {PartnersFileError} when the file holds no partners at all.
 */
export async function importPartners(store: Store, options: PartnersImport): Promise<ImportReport> {
  const run = options.dryRun ? store.rehearse : store.inTurn
  return await run('directory', async (rows) => {
    const importer = rows.directory.beginImport<PartnerRow>({ ...options, ground: 'partner' })
    const report: ImportReport = {
      id: options.dryRun ? null : importer.id,
      read: 0,
      added: 0,
      changed: 0,
      unchanged: 0,
      refusedCount: 0,
      refused: [],
      changes: [],
      subscriptions: importer.subscriptions,
    }
    const note = (outcomes: LineOutcome<PartnerRow>[]) => {
      for (const one of outcomes) {
        report[one.outcome]++
        if (one.outcome === 'changed' && report.changes.length < linesPerReport) report.changes.push(one)
      }
    }
    const refuse = (refusals: readonly Refusal[]) => {
      report.refusedCount += refusals.length
      report.refused.push(...refusals.slice(0, linesPerReport - report.refused.length))
    }

    let waiting: PartnerRow[] = []
    let entering: Promise<void> = Promise.resolve()
    const enterPart = async (lines: PartnerRow[], share: number) => {
      note(await importer.enter(lines))
      options.progress?.(share, report.read)
    }
    const enter = async (share: number) => {
      await entering
      entering = enterPart(waiting, share)
      waiting = []
      // Its failure is told by whoever awaits it.
      entering.catch(() => {})
    }
    for await (const { rows: read, refused, share } of partnersIn(options.path, options)) {
      refuse(refused)
      report.read += read.length
      for (const row of read) {
        refuse(unknownPublications(row, options.known))
        waiting.push(row)
      }
      if (waiting.length >= linesPerPart) await enter(share)
    }
    await enter(1)
    await entering
    note(await importer.finish(report.refusedCount))
    await options.record?.(rows, report)
    return report
  })
}

/** Takes from a line what it would subscribe to and the office does not publish. */
export function unknownPublications(row: PartnerRow, known: readonly string[]): Refusal[] {
  const unknown = row.publications?.filter((name) => !known.includes(name)) ?? []
  if (unknown.length > 0) row.publications = row.publications?.filter((name) => known.includes(name)) ?? null
  return unknown.map((value) => ({
    line: row.line,
    column: null,
    value,
    why: `Publication inconnue\u00a0: ${value}.`,
  }))
}
