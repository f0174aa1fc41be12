import { basename } from 'node:path'
import { Command } from 'commander'
import { loadTexts } from '../base/texts.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from './common.js'
import { eraseCommand, showCommand } from './partners-person.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'
import { operator } from './who.js'

interface ImportOptions extends CommonOptions {
  dryRun?: boolean
  publication: string[]
}

/** `semainier partners import FILE`, and the rights of a person: `show` and `erase`. */
export function partnersCommand(): Command {
  const importCommand = withCommonOptions(new Command('import'))
    .description('enter the partners of a CSV or XLSX file')
    .argument('<file>', 'a spreadsheet: name, kind, commune, contact, e-mail, language')
    .option('--dry-run', 'show what would be entered and refused; write nothing')
    .option('--publication <name...>', 'subscribe them to these publications only', [])
    .action(importPartners)
  return new Command('partners')
    .description('who may be written to')
    .addCommand(importCommand)
    .addCommand(showCommand())
    .addCommand(eraseCommand())
}

async function importPartners(file: string, options: ImportOptions): Promise<void> {
  const { settings } = settingsOf(options)
  const { t } = loadTexts(settings.office.language)
  const publications = options.publication.length > 0 ? options.publication : Object.keys(settings.publications)
  const unknown = publications.find((name) => !settings.publications[name])
  if (unknown)
    throw new CommandEnd(
      exitCodes.usage,
      t('publication.unknown', { publication: unknown, known: Object.keys(settings.publications).join(', ') }),
    )

  const { readPartnersFile } = await import('../collect/partners/read.js')
  const { rows, refused } = await readPartnersFile(file)
  let added = 0
  if (!options.dryRun) {
    const { openStore } = await import('../store/store.js')
    const store = await openStore(databaseOf(options))
    const source = { who: operator(), door: 'import', note: basename(file) } as const
    try {
      added = await store.transaction(async (stored) => {
        let count = 0
        for (const row of rows) {
          const entry = { ...row, language: row.language ?? settings.office.language }
          if ((await stored.partners.enter(entry, publications, 'partner', source)) === 'added') count++
        }
        return count
      })
    } finally {
      await store.close()
    }
  }
  if (options.json)
    printJson({
      file,
      read: rows.length,
      added,
      unchanged: options.dryRun ? null : rows.length - added,
      refused,
      publications,
    })
  else {
    for (const { line, column, why } of refused) printLine(t('cli.refusedLine', { line, column: column ?? '', why }))
    printLine(
      options.dryRun
        ? t('cli.wouldImport', { count: rows.length, refused: refused.length })
        : t('cli.imported', { added, unchanged: rows.length - added, refused: refused.length }),
    )
  }
  if (rows.length === 0) throw new CommandEnd(exitCodes.failed, '')
}
