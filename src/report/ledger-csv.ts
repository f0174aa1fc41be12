import { csvHead, csvLine } from './csv.js'

/** A line of the ledger as it is handed out. */
export interface ExportedLine {
  id: string
  name: string | null
  email: string
  state: string
  reason: string | null
  attempt: number
  reply: string | null
  updated_at: string
}

/** A word of the house, by its key. */
type Translate = (key: string, values?: { count: number }) => string

const columns = ['number', 'name', 'address', 'state', 'reason', 'attempts', 'changed', 'answer'] as const

/** The first line of a campaign's ledger. */
export const ledgerCsvHead = (t: Translate) => csvHead(columns.map((column) => t(`sends.column.${column}`)))

/** A delivery as a line of a list; its hour in the office's zone, as spreadsheets read it. */
export function ledgerCsvLine(line: ExportedLine, t: Translate, timeZone: string): string {
  const changed = Temporal.Instant.from(line.updated_at).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return csvLine([
    String(Number(line.id.slice(line.id.lastIndexOf('-') + 1))),
    line.name ?? '',
    line.email,
    t(`state.${line.state}`, { count: 1 }),
    line.reason ? t(`reason.${line.reason}`) : '',
    String(line.attempt),
    changed.toString({ smallestUnit: 'second' }).replace('T', ' '),
    line.reply ?? '',
  ])
}
