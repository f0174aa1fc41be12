import { Readable } from 'node:stream'
import type { Context } from 'hono'
import type { LineFilter } from '../../../domain/index.js'
import { ledgerCsvHead, ledgerCsvLine } from '../../../report/ledger-csv.js'
import type { Desk, DeskEnv } from '../desk.js'
import { note } from '../guards.js'
import { filterOf } from './ledger.js'
import { campaignOf } from './subject.js'

const linesPerStep = 2000

/** The ledger of a campaign as a list for spreadsheets, as far as the filter lets through; memory does not grow with it. */
export async function ledgerExport(c: Context<DeskEnv>) {
  const desk = c.get('desk')
  const campaign = await campaignOf(c)
  if (!campaign) return c.notFound()
  await note(desk, 'ledger-exported', `campaign/${campaign.id}`, campaign.subject)
  const day = campaign.created_at.slice(0, 10)
  return c.body(Readable.toWeb(Readable.from(linesOf(desk, campaign.id, filterOf(c)))) as ReadableStream, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${desk.t('sends.file')}-${day}.csv"`,
  })
}

async function* linesOf({ texts: { t }, context }: Desk, id: string, filter: LineFilter): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder()
  yield bytes.encode(ledgerCsvHead(t))
  for (let after: string | undefined; ;) {
    const page = await context.store.lines.page(id, filter, { after, limit: linesPerStep })
    yield bytes.encode(page.lines.map((line) => ledgerCsvLine(line, t, context.office.timeZone)).join(''))
    if (!page.after) return
    after = page.after
  }
}
