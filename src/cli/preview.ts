import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { manualClock } from '../base/clock.js'
import { pathInside } from '../base/paths.js'
import { databaseFile } from '../store/database-file.js'
import {
  type CommonOptions,
  dayOption,
  openForCommand,
  requirePublication,
  settingsOf,
  withCommonOptions,
} from './common.js'
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
    .option('--date <day>', 'the day on which the job runs (the issue is about the week after it); today by default')
    .requiredOption('--out <dir>', 'folder to write to')
    .action(preview)
}

async function preview(publication: string, options: PreviewOptions): Promise<void> {
  const { settings } = settingsOf(options)
  requirePublication(publication, { settings })
  const zone = settings.office.timeZone
  const day = dayOption(options.date, Temporal.Now.plainDateISO(zone))
  const noon = day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant()
  // The week before is compared with when there is a database; a preview never makes one.
  const app = await openForCommand(options, 'preview', {
    prints: true,
    clock: manualClock(options.date ? noon : Temporal.Now.instant()),
    ...(existsSync(databaseFile(options.data)) ? {} : { dataDir: null }),
  })
  try {
    const [{ previewFiles }, { weekAfter }] = await Promise.all([
      import('./preview-files.js'),
      import('../domain/index.js'),
    ])
    const { files, findings, content } = await previewFiles(app.context, publication, weekAfter(day.toString()))
    await mkdir(options.out, { recursive: true })
    for (const [name, body] of Object.entries(files)) await writeFile(pathInside(options.out, name), body)

    const blocked = findings.some((finding) => finding.level === 'blocks')
    if (options.json) printJson({ out: options.out, files: Object.keys(files), findings, week: content?.week ?? null })
    else {
      for (const { level, text } of findings) printLine(`${level === 'blocks' ? '✗ Bloque.' : '! À regarder.'} ${text}`)
      printLine(`${options.out} : ${Object.keys(files).join(' ')}`)
    }
    if (blocked) throw new CommandEnd(exitCodes.refused, '')
  } finally {
    await app.close()
  }
}
