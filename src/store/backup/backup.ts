import { existsSync } from 'node:fs'
import { type Clock, stamp, systemClock } from '../../base/clock.js'
import type { DatabasePlace } from '../engine/engine.js'
import { openStore } from '../store.js'
import { BackupRefused } from './refused.js'
import { dumpPostgresql, restorePostgresql } from './postgresql.js'
import { copySqlite, replaceSqlite } from './sqlite.js'

/**
 * Copies the whole database into one file while the program goes on: SQLite's own copy, or PostgreSQL's custom archive.
 * The file is only the owner's to read, and is there whole or not at all.
 * @throws BackupRefused when the file exists already, or the tools of PostgreSQL are missing.
 */
export async function backUp(place: DatabasePlace, file: string, clock: Clock = systemClock): Promise<void> {
  if (existsSync(file)) throw new BackupRefused('exists', file)
  const store = await openStore({ ...place, clock })
  try {
    // In the copy it says how old the copy is, in the original when the last one was made.
    await store.backups.note()
  } finally {
    await store.close()
  }
  if ('file' in place) await copySqlite(place.file, file)
  else await dumpPostgresql(place.url, file)
}

export interface Restored {
  /** Where what was there before has been put. */
  aside: string | null
  /** When the copy was made. */
  backedUpAt: string | null
  /** Sends that were under way in the copy: they wait until staff let them go on. */
  paused: number
}

/**
 * Puts a backup in the database's place; what was there is set aside, never deleted. Messages may have left since the
 * copy was made that it knows nothing of: sends under way are paused, and an issue whose hour lies between the copy and
 * now is left to staff. Nothing leaves twice by itself.
 * @throws BackupRefused when the file is no backup of ours, is of a newer program, or the program runs.
 */
export async function restore(place: DatabasePlace, file: string, clock: Clock = systemClock): Promise<Restored> {
  if (!existsSync(file)) throw new BackupRefused('missing', file)
  await refuseWhileRunning(place, clock)
  const mark = stamp(clock.now()).replaceAll(/[:.]/g, '-')
  const aside =
    'file' in place ? await replaceSqlite(place.file, file, mark) : await restorePostgresql(place.url, file, mark)
  const store = await openStore({ ...place, clock })
  try {
    return { aside, ...(await store.transaction((rows) => rows.backups.settleRestored())) }
  } finally {
    await store.close()
  }
}

async function refuseWhileRunning(place: DatabasePlace, clock: Clock): Promise<void> {
  if ('file' in place && !existsSync(place.file)) return
  const store = await openStore({ ...place, clock })
  try {
    for (const role of ['start', 'worker']) {
      const [running] = await store.workers.living(role)
      if (running) throw new BackupRefused('running', `${running.host} ${running.pid}`)
    }
  } finally {
    await store.close()
  }
}
