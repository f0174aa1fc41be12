import { Command } from 'commander'
import { loadTexts } from '../../base/texts.js'
import { agreesTo } from '../ask.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from '../common.js'
import { CommandEnd, exitCodes, printJson, printLine } from '../output.js'
import { operator } from '../who.js'

/** `semainier partners imports`: the lists that were entered, the latest first. */
export function importsCommand(): Command {
  return withCommonOptions(new Command('imports'))
    .description('the lists that were imported, the latest first')
    .action(async (options: CommonOptions) => {
      const { office } = settingsOf(options).settings
      const { t } = loadTexts(office.language)
      const { openStore } = await import('../../store/store.js')
      const store = await openStore(databaseOf(options))
      try {
        const imports = await store.directory.imports()
        if (options.json) return printJson(imports)
        if (imports.length === 0) return printLine(t('partners.noImport'))
        const { default: Table } = await import('cli-table3')
        const columns = ['import', 'file', 'at', 'who', 'added', 'changed', 'unchanged', 'refused', 'undone']
        const head = columns.map((column) => t(`partners.${column}`))
        const table = new Table({ style: { head: [], border: [] }, head })
        for (const one of imports)
          table.push([
            one.id,
            one.file,
            one.at.slice(0, 16),
            one.who,
            one.added,
            one.changed,
            one.unchanged,
            one.refused,
            one.undone_at === null ? '' : `${one.undone_at.slice(0, 16)} ${one.undone_by ?? ''}`,
          ])
        printLine(table.toString())
      } finally {
        await store.close()
      }
    })
}

/** `semainier partners undo ID`: takes back an import as a whole, and tells what has happened since and stays. */
export function undoCommand(): Command {
  return withCommonOptions(new Command('undo'))
    .description('take back an import as a whole')
    .argument('<id>', 'an import, as `partners imports` lists it')
    .option('--yes', 'do not ask')
    .action(undo)
}

async function undo(id: string, options: CommonOptions & { yes?: boolean }): Promise<void> {
  const { t } = loadTexts(settingsOf(options).settings.office.language)
  const { openStore } = await import('../../store/store.js')
  const store = await openStore(databaseOf(options))
  try {
    const entered = await store.directory.importById(id)
    if (!entered) throw new CommandEnd(exitCodes.usage, t('partners.unknownImport', { id }))
    if (entered.undone_at !== null) throw new CommandEnd(exitCodes.refused, t('partners.alreadyUndone', { id }))
    if (!options.yes) {
      const { file, added, changed } = entered
      const question = t('partners.askUndo', { file, added, changed, at: entered.at.slice(0, 16) })
      if (!(await agreesTo(question, t, options))) throw new CommandEnd(exitCodes.refused, t('partners.notUndone'))
    }
    const report = await store.inTurn('directory', ({ directory }) => directory.undo(id, operator()))
    if (!report) throw new CommandEnd(exitCodes.refused, t('partners.alreadyUndone', { id }))
    if (options.json) return printJson(report)
    for (const { what, why } of report.kept) printLine(t('partners.kept', { what, why }))
    const { contacts, organisations, restored } = report
    printLine(t('partners.undoneCounts', { contacts, organisations, restored }))
  } finally {
    await store.close()
  }
}
