import { execFile } from 'node:child_process'
import { chmod, open, rename, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { BackupRefused } from './refused.js'

const run = promisify(execFile)

/** The database's place as the tools of PostgreSQL take it: in the environment, since command lines can be read by all. */
function environmentOf(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const ssl = searchParams.get('sslmode')
  return {
    ...process.env,
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname),
    PGPORT: searchParams.get('port') ?? (port || '5432'),
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...(ssl ? { PGSSLMODE: ssl } : {}),
  }
}

async function tool(name: 'pg_dump' | 'pg_restore', options: string[], url: string): Promise<string> {
  try {
    const { stdout } = await run(name, options, { env: environmentOf(url), maxBuffer: 64 * 1024 * 1024 })
    return stdout
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new BackupRefused('noTools', name)
    throw error
  }
}

/** An archive of the whole database in PostgreSQL's custom format, through a file of another name. */
export async function dumpPostgresql(url: string, to: string): Promise<void> {
  const partial = `${to}.partial`
  try {
    await tool('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', '--file', partial], url)
    await chmod(partial, 0o600)
    await rename(partial, to)
  } finally {
    await rm(partial, { force: true })
  }
}

/** Puts an archive in the database's place, in one transaction; gives the archive of what was there. */
export async function restorePostgresql(url: string, archive: string, mark: string): Promise<string> {
  if (!(await isArchive(archive))) throw new BackupRefused('unreadable', archive)
  const aside = `${archive}.before-${mark}`
  await dumpPostgresql(url, aside)
  const options = ['--clean', '--if-exists', '--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges']
  const { PGDATABASE } = environmentOf(url)
  await tool('pg_restore', [...options, '--dbname', PGDATABASE ?? '', archive], url)
  return aside
}

/** Whether a file begins as PostgreSQL's custom archives do. */
async function isArchive(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(5), 0, 5, 0)
    return buffer.toString('latin1') === 'PGDMP'
  } finally {
    await handle.close()
  }
}
