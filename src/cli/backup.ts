import { Command } from 'commander'
import { loadTexts } from '../base/texts.js'
import { agreesTo } from './ask.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

const textsOf = (options: CommonOptions) => loadTexts(settingsOf(options).settings.office.language)

/** A refusal as a sentence, with the exit code of something that a check forbids. */
async function orRefused<T>(options: CommonOptions, work: () => Promise<T>): Promise<T> {
  const { BackupRefused } = await import('../store/backup/refused.js')
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error
    throw new CommandEnd(exitCodes.refused, textsOf(options).t(`backup.${error.reason}`, { detail: error.detail }))
  }
}

/** `semainier backup`: the whole database in one file, while the program goes on. */
export function backupCommand(): Command {
  return withCommonOptions(new Command('backup'))
    .description('copy the whole database into one file; the program may go on meanwhile')
    .argument('<file>', 'file to write; one that exists is never overwritten')
    .action(async (file: string, options: CommonOptions) => {
      const { backUp } = await import('../store/backup/backup.js')
      await orRefused(options, () => backUp(databaseOf(options), file))
      if (options.json) printJson({ file })
      else printLine(textsOf(options).t('backup.done', { file }))
    })
}

/** `semainier restore`: a backup in the database's place, after a question; what was there is set aside. */
export function restoreCommand(): Command {
  return withCommonOptions(new Command('restore'))
    .description('put a backup in the place of the database; what is there is set aside')
    .argument('<file>', 'a file that “backup” wrote')
    .option('--yes', 'do not ask')
    .action(async (file: string, options: CommonOptions & { yes?: boolean }) => {
      const { placeName } = await import('../store/database-place.js')
      const { restore } = await import('../store/backup/backup.js')
      const { t } = textsOf(options)
      const place = databaseOf(options)
      const question = t('backup.ask', { file, database: placeName(place) })
      if (!options.yes && !(await agreesTo(question, t, options)))
        throw new CommandEnd(exitCodes.refused, t('backup.kept'))
      const restored = await orRefused(options, () => restore(place, file))
      if (options.json) return printJson(restored)
      printLine(t('backup.restored', { at: restored.backedUpAt ?? '?' }))
      if (restored.aside) printLine(t('backup.aside', { file: restored.aside }))
      printLine(t('backup.paused', { count: restored.paused }))
    })
}
