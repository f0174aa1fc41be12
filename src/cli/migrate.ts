import { Command } from 'commander'
import { type CommonOptions, withCommonOptions } from './common.js'
import { printJson, printLine } from './output.js'

/** `semainier migrate`: brings the database to this version. Every command does so when it opens; this one says what it did. */
export function migrateCommand(): Command {
  return withCommonOptions(new Command('migrate'))
    .description('bring the database to this version')
    .action(async (options: CommonOptions) => {
      const { openStore } = await import('../store/store.js')
      const { databaseFile } = await import('../store/database-file.js')
      const file = databaseFile(options.data)
      const store = await openStore({ file })
      await store.close()
      if (options.json) printJson({ file, done: store.migrated })
      else if (store.migrated.length === 0) printLine(`${file} : la base est à jour.`)
      else printLine(`${file} : ${store.migrated.join(', ')}`)
    })
}
