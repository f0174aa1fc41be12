import { Command } from 'commander'
import { type CommonOptions, databaseOf, withCommonOptions } from './common.js'
import { printJson, printLine } from './output.js'

/** `semainier migrate`: brings the database to this version. Every command does so when it opens; this one says what it did. */
export function migrateCommand(): Command {
  return withCommonOptions(new Command('migrate'))
    .description('bring the database to this version')
    .action(async (options: CommonOptions) => {
      const { openStore } = await import('../store/store.js')
      const { placeName } = await import('../store/database-place.js')
      const place = databaseOf(options)
      const store = await openStore(place)
      await store.close()
      const database = placeName(place)
      if (options.json) printJson({ database, done: store.migrated })
      else if (store.migrated.length === 0) printLine(`${database} : la base est à jour.`)
      else printLine(`${database} : ${store.migrated.join(', ')}`)
    })
}
