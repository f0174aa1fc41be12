import { rm } from 'node:fs/promises'
import { after, test, type TestContext } from 'node:test'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { databaseFile } from './database-file.js'
import { type DatabaseServer, postgresOn, startPostgres } from './postgres.js'
import { scratchFolder } from './scratch-folder.js'
import { migratedTemplate, sharedPostgres } from './shared-servers.js'

/** A kind of database, on which a contract is tested. */
export interface TestEngine {
  name: 'SQLite' | 'PostgreSQL'
  /** The server behind it, where there is one. */
  server: DatabaseServer | null
  /** A database that holds nothing, deleted with the test. */
  newPlace(t: TestContext): Promise<DatabasePlace>
  /** One that the program has never seen. */
  newBarePlace(t: TestContext): Promise<DatabasePlace>
  /** Runs one statement beside the store and gives its rows. */
  run(place: DatabasePlace, statement: string): Promise<Record<string, unknown>[]>
}

async function newFile(t: TestContext): Promise<DatabasePlace> {
  const folder = await scratchFolder('store')
  t.after(() => rm(folder, { recursive: true, force: true }))
  return { file: databaseFile(folder) }
}

const sqlite: TestEngine = {
  name: 'SQLite',
  server: null,
  newPlace: newFile,
  newBarePlace: newFile,
  async run(place, statement) {
    const { DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync('file' in place ? place.file : '', { timeout: 10_000 })
    try {
      return database.prepare(statement).all()
    } finally {
      database.close()
    }
  },
}

/** The databases of a server; `template` is one that is migrated. */
export const engineOn = (server: DatabaseServer, template?: string): TestEngine => ({
  name: 'PostgreSQL',
  server,
  newPlace: async () => ({ url: await server.newDatabase(template) }),
  newBarePlace: async () => ({ url: await server.newDatabase() }),
  run: (place, statement) => server.run('url' in place ? place.url : '', statement),
})

const shared = process.env[sharedPostgres]
const own = shared ? null : await startPostgres()
after(() => own?.close())
const postgresql = shared ? engineOn(postgresOn(Number(shared)), migratedTemplate) : own && engineOn(own)
if (!postgresql) test('PostgreSQL', { skip: 'PostgreSQL is not installed' })

/** Both databases; SQLite alone where PostgreSQL is not installed. */
export const engines: readonly TestEngine[] = postgresql ? [sqlite, postgresql] : [sqlite]

/** The same test on each kind of database. */
export function onEachEngine(title: string, body: (engine: TestEngine, t: TestContext) => Promise<void>): void {
  for (const engine of engines) test(`${engine.name}: ${title}`, (t) => body(engine, t))
}
