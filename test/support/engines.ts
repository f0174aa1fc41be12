import { rm } from 'node:fs/promises'
import { after, test, type TestContext } from 'node:test'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { databaseFile } from './database-file.js'
import { type PostgresServer, startPostgres } from './postgres.js'
import { scratchFolder } from './scratch-folder.js'

/** A kind of database, on which a contract is tested. */
export interface TestEngine {
  name: 'SQLite' | 'PostgreSQL'
  /** The server behind it, where there is one. */
  server: PostgresServer | null
  /** An empty database, deleted with the test. */
  newPlace(t: TestContext): Promise<DatabasePlace>
  /** Runs one statement beside the store and gives its rows. */
  run(place: DatabasePlace, statement: string): Promise<Record<string, unknown>[]>
}

const sqlite: TestEngine = {
  name: 'SQLite',
  server: null,
  async newPlace(t) {
    const folder = await scratchFolder('store')
    t.after(() => rm(folder, { recursive: true, force: true }))
    return { file: databaseFile(folder) }
  },
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

const postgresql = (server: PostgresServer): TestEngine => ({
  name: 'PostgreSQL',
  server,
  newPlace: async () => ({ url: await server.newDatabase() }),
  run: (place, statement) => server.run('url' in place ? place.url : '', statement),
})

const server = await startPostgres()
after(() => server?.close())
if (!server) test('PostgreSQL', { skip: 'PostgreSQL is not installed' })

/** Both databases; SQLite alone where PostgreSQL is not installed. Its server lives as long as the test file. */
export const engines: readonly TestEngine[] = server ? [sqlite, postgresql(server)] : [sqlite]

/** The same test on each kind of database. */
export function onEachEngine(title: string, body: (engine: TestEngine, t: TestContext) => Promise<void>): void {
  for (const engine of engines) test(`${engine.name}: ${title}`, (t) => body(engine, t))
}
