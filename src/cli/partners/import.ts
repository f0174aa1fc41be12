import { basename } from 'node:path'
import { Command } from 'commander'
import type { ImportReport } from '../../../jobs/import-partners.js'
import { growMemorySlowly } from '../../base/modest-memory.js'
import { loadTexts, type Texts } from '../../base/texts.js'
import { type CommonOptions, databaseOf, requirePublication, settingsOf, withCommonOptions } from '../common.js'
import { CommandEnd, exitCodes, printJson, printLine } from '../output.js'
import { bar } from '../watch-campaign.js'
import { operator } from '../who.js'
import { ask, isInteractive } from '../ask.js'
import { changesTold } from './told-changes.js'

interface ImportOptions extends CommonOptions {
  dryRun?: boolean
  publication: string[]
}

/** `semainier partners import FILE`: enters a list, or tells what would come of it. */
export function importCommand(): Command {
  return withCommonOptions(new Command('import'))
    .description('enter the partners of a CSV or XLSX file')
    .argument('<file>', 'a spreadsheet: name, kind, commune, contact, e-mail, language…')
    .option('--dry-run', 'show what would be added, changed and refused; write nothing')
    .option('--publication <name...>', 'subscribe them to these publications only', [])
    .action(importList)
}

async function importList(path: string, options: ImportOptions): Promise<void> {
  const { settings } = settingsOf(options)
  const texts = loadTexts(settings.office.language)
  const known = Object.keys(settings.publications)
  for (const name of options.publication) requirePublication(name, { settings })
  const publications = options.publication.length > 0 ? options.publication : known

  growMemorySlowly()
  const live = isInteractive() && !options.json
  const { importPartners } = await import('../../../jobs/import-partners.js')
  const { openStore } = await import('../../store/store.js')
  const store = await openStore(databaseOf(options))
  try {
    const report = await importPartners(store, {
      path,
      file: basename(path),
      who: operator(),
      publications,
      known,
      language: settings.office.language,
      columns: settings.office.partners.columns,
      dryRun: options.dryRun ?? false,
      ...(live ? { ask: (field, headings) => askColumn(texts, field, headings), progress: progressOf(texts) } : {}),
    })
    if (live) process.stdout.write('\n')
    if (options.json) printJson({ file: path, ...report, changes: report.changes.map(changeForJson), publications })
    else printReport(texts, report)
    if (report.read === 0) throw new CommandEnd(exitCodes.failed, '')
  } finally {
    await store.close()
  }
}

const changeForJson = ({ line, changes }: ImportReport['changes'][number]) => ({
  line: line.line,
  email: line.email,
  before: Object.assign({}, ...changes.map((change) => change.before)) as object,
  after: Object.assign({}, ...changes.map((change) => change.after)) as object,
})

function progressOf({ t }: Texts) {
  return (share: number, lines: number) =>
    void process.stdout.write(`\r\u001b[2K${bar(share, 1)} ${t('partners.reading', { lines })}`)
}

/** Lists the headings and takes the number of one. */
async function askColumn({ t }: Texts, field: 'email' | 'organisation', headings: string[]): Promise<string | null> {
  printLine(t(`partners.ask.${field}`))
  headings.forEach((heading, index) => printLine(`${String(index + 1).padStart(4)}  ${heading}`))
  const heading = headings[Number(await ask(t('partners.ask.choice'))) - 1] ?? null
  if (heading !== null) printLine(t('partners.ask.keep', { heading, field }))
  return heading
}

function printReport(texts: Texts, report: ImportReport): void {
  const { t } = texts
  for (const { line, column, why } of report.refused)
    printLine(t('partners.refusedLine', { line: String(line), column: column ?? 'none', why }))
  if (report.refusedCount > report.refused.length)
    printLine(t('partners.more', { count: report.refusedCount - report.refused.length }))
  for (const change of report.changes) printLine(changesTold(texts, change))
  if (report.changed > report.changes.length)
    printLine(t('partners.more', { count: report.changed - report.changes.length }))
  const { added, changed, unchanged, refusedCount } = report
  const counts = t('partners.counts', { added, changed, unchanged, refused: refusedCount })
  printLine(report.id === null ? t('partners.dry', { counts }) : counts)
  if (report.id !== null && added + changed > 0) printLine(t('partners.undoWith', { id: report.id }))
}
