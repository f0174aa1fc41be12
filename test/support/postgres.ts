import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import pg from 'pg'
import { scratchFolder } from './scratch-folder.js'
import { endsWithUs, installed, type ServerProcess, startServerProcess, untilAnswers } from './server-process.js'
import { freePort } from './web-server.js'

/** A real PostgreSQL, on which databases are made. */
export interface DatabaseServer {
  /** Makes a database, empty or like another, and gives its URL. */
  newDatabase(template?: string): Promise<string>
  /** Runs statements as the owner of a database. */
  run(url: string, statements: string): Promise<Record<string, unknown>[]>
}

/** One of the test's own, in a folder that goes with it. */
export interface PostgresServer extends DatabaseServer {
  port: number
  /** Ends it without a shutdown: every connection breaks. SIGQUIT is `pg_ctl stop -m immediate`. */
  stop(signal?: 'SIGQUIT' | 'SIGKILL'): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
  /** Ends it and deletes its folder. */
  close(): Promise<void>
}

const programs = [18, 17, 16, 15, 14].map((version) => `/usr/lib/postgresql/${version}/bin/postgres`)

/** PostgreSQL refuses to run as root: what root starts runs as the system's user "postgres". */
const asUser = (command: string, args: readonly string[]): [string, string[]] =>
  process.getuid?.() === 0
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', ...endsWithUs, command, ...args]]
    : ['setpriv', [...endsWithUs, command, ...args]]

async function run(url: string, statements: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const result: unknown = await client.query(statements)
    return ([result].flat().at(-1) as pg.QueryResult<Record<string, unknown>>).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** A server that listens on a port of this machine already. */
export function postgresOn(port: number): DatabaseServer {
  const urlOf = (database: string) => `postgres://test@127.0.0.1:${port}/${database}`
  let databases = 0
  return {
    run,
    async newDatabase(template) {
      const name = `office_${process.pid}_${++databases}`
      await run(urlOf('postgres'), `create database ${name}${template ? ` template ${template}` : ''}`)
      return urlOf(name)
    },
  }
}

/**
 * Starts a server whose own sort order is not that of bytes (ICU, French), so that a forgotten collation shows; null
 * where PostgreSQL is not installed. Tests need nothing to survive a power cut; what measures its speed asks for `durable`.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer | null> {
  const program = installed('PostgreSQL', programs)
  if (!program) return null
  const folder = await scratchFolder('postgres', { disk: durable })
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder])
  const initdb = ['-D', `${folder}/data`, '-U', 'test', '--auth=trust', '--no-sync', '--encoding=UTF8']
  const icu = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=fr']
  execFileSync(...asUser(`${dirname(program)}/initdb`, [...initdb, ...icu]), { cwd: folder, stdio: 'pipe' })

  const port = await freePort()
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: durable ? 'on' : 'off',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let server: ServerProcess
  const start = async () => {
    const [command, commandArgs] = asUser(program, ['-D', `${folder}/data`, ...args])
    server = startServerProcess(command, commandArgs, { cwd: folder })
    await untilAnswers(server, () => run(`postgres://test@127.0.0.1:${port}/postgres`, 'select 1'))
  }
  const stop = (signal: NodeJS.Signals = 'SIGQUIT') => server.end(signal)
  await start()
  return {
    ...postgresOn(port),
    port,
    start,
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
