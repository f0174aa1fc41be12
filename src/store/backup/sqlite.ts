import { existsSync } from 'node:fs'
import { chmod, copyFile, rename, rm } from 'node:fs/promises'
import { backup, DatabaseSync } from 'node:sqlite'
import { migrationNames } from '../migrate.js'
import { BackupRefused } from './refused.js'

/** SQLite's online backup (https://sqlite.org/backup.html), through a file of another name. */
export async function copySqlite(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`
  const database = new DatabaseSync(from, { readOnly: true, timeout: 10_000 })
  try {
    await backup(database, partial)
    await chmod(partial, 0o600)
    await rename(partial, to)
  } finally {
    database.close()
    await rm(partial, { force: true })
  }
}

/** Puts `backupFile` in the place of `file`; gives the name under which what was there stays. */
export async function replaceSqlite(file: string, backupFile: string, mark: string): Promise<string | null> {
  refuseForeign(backupFile)
  const partial = `${file}.partial`
  await copyFile(backupFile, partial)
  await chmod(partial, 0o600)
  let aside: string | null = null
  if (existsSync(file)) {
    aside = `${file}.before-${mark}`
    // What stands beside the file goes into it first: a set-aside file must be whole by itself.
    const current = new DatabaseSync(file)
    current.exec('pragma wal_checkpoint(truncate)')
    current.close()
    await rename(file, aside)
    for (const end of ['-wal', '-shm']) await rm(file + end, { force: true })
  }
  await rename(partial, file)
  return aside
}

function refuseForeign(file: string): void {
  let names: string[]
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      const [whole] = database.prepare('pragma quick_check').all()
      if (whole?.['quick_check'] !== 'ok') throw new Error('damaged')
      names = database
        .prepare('select name from kysely_migration')
        .all()
        .map((row) => String(row['name']))
    } finally {
      database.close()
    }
  } catch {
    throw new BackupRefused('unreadable', file)
  }
  if (names.some((name) => !migrationNames.includes(name))) throw new BackupRefused('newer', file)
}
