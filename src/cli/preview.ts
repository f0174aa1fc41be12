import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { manualClock, systemClock } from '../base/clock.js'
import { createLog } from '../base/log.js'
import { pathInside } from '../base/paths.js'
import { databasePlace } from '../store/database-place.js'
import type { DatabasePlace } from '../store/engine/engine.js'
import type { StoredIssues } from '../../jobs/steps/context.js'
import type { Store } from '../store/store.js'
import { type CommonOptions, dayOption, requirePublication, settingsOf, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

interface PreviewOptions extends CommonOptions {
  date?: string
  out: string
}

/** `semainier preview`: the issue as it would leave, written into a folder; nothing is stored or sent. */
export function previewCommand(): Command {
  return withCommonOptions(new Command('preview'))
    .description('compose and render an issue into a folder; sends nothing')
    .argument('<publication>', 'name of the publication, such as weekly-agenda')
    .option(
      '--date <day>',
      'the day on which the job runs (the issue is about the week after it, or the month whose issue leaves then or next); today by default',
    )
    .requiredOption('--out <dir>', 'folder to write to')
    .action(preview)
}

async function preview(publication: string, options: PreviewOptions): Promise<void> {
  const { settings, environment } = settingsOf(options)
  requirePublication(publication, { settings })
  const zone = settings.office.timeZone
  const day = dayOption(options.date, Temporal.Now.plainDateISO(zone))
  const noon = day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant()

  // Chromium first: it gets up beside the modules that load. They load without a pause, and would hold its start back.
  const log = createLog(process.env['LOG_LEVEL'] ?? 'silent')
  const { openPrinter } = await import('../render/printer.js')
  const printer = openPrinter({ chromiumPath: environment.CHROMIUM_PATH, log })
  // News of a month are not printed.
  const isPrinted = settings.publications[publication]?.kind === 'weekly-agenda'
  const warm = isPrinted ? printer.warmUp() : null
  await warm?.spawned
  const { openNewsroom } = await import('../../jobs/steps/newsroom.js')
  const issues = storedOrNone(databasePlace(options.data, environment.DATABASE_URL))
  const { newsroom, warmUp, close } = openNewsroom({
    settings,
    environment,
    clock: options.date ? manualClock(noon) : systemClock,
    log,
    printer,
    memory: { get: async () => null },
    stored: issues.stored,
    alsoIn: [],
  })
  try {
    const { previewFiles } = await import('./preview-files.js')
    const { periodOf } = await import('../../jobs/steps/calendar-of-publication.js')
    const { publicationSettings } = await import('../../jobs/steps/publication-settings.js')
    warmUp()
    const collect: typeof newsroom.collect = async (feed) =>
      (await Promise.all([newsroom.collect(feed), warm?.ready]))[0]
    const { files, findings, content } = await previewFiles(
      { ...newsroom, collect },
      publication,
      periodOf(day, publicationSettings(newsroom, publication), settings.office),
    )
    await mkdir(options.out, { recursive: true })
    for (const [name, body] of Object.entries(files)) await writeFile(pathInside(options.out, name), body)

    if (options.json)
      printJson({
        out: options.out,
        files: Object.keys(files),
        findings,
        week: content?.kind === 'weekly-agenda' ? content.week : null,
        period: content?.period ?? null,
      })
    else {
      for (const { level, text } of findings) printLine(newsroom.texts.t(`cli.${level}`, { text }))
      printLine(`${options.out} : ${Object.keys(files).join(' ')}`)
    }
    if (findings.some((finding) => finding.level === 'blocks')) throw new CommandEnd(exitCodes.refused, '')
  } finally {
    await close()
    await issues.close()
  }
}

/** What the database holds, when there is one, opened once it is asked for; a preview never makes one. */
function storedOrNone(place: DatabasePlace): { stored: StoredIssues; close(): Promise<void> } {
  let opened: Promise<{ issues: StoredIssues; store: Store | null }> | null = null
  async function open() {
    const { nothingStored, storedIssues } = await import('../../jobs/steps/stored-issues.js')
    if ('file' in place && !existsSync(place.file)) return { issues: nothingStored, store: null }
    const { openStore } = await import('../store/store.js')
    const store = await openStore(place)
    return { issues: storedIssues(store.issues), store }
  }
  const issues = async () => (await (opened ??= open())).issues
  return {
    stored: {
      content: async (...which) => (await issues()).content(...which),
      corrections: async (...which) => (await issues()).corrections(...which),
      news: async (...which) => (await issues()).news(...which),
      file: async (...which) => (await issues()).file(...which),
      upload: async (...which) => (await issues()).upload(...which),
    },
    close: async () => void (await (await opened)?.store?.close()),
  }
}
