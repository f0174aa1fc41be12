import { openStore } from '../../src/store/store.js'
import { type PostgresServer, startPostgres } from './postgres.js'

/*
 * Loaded once by `npm test` (node --test-global-setup): one PostgreSQL for all files, with a database that is migrated
 * already, so that no file waits for a server of its own. A file that is run by itself starts one.
 */

/** Where a file finds the server: its port. */
export const sharedPostgres = 'SEMAINIER_TEST_POSTGRES'
/** The database that others are made like. */
export const migratedTemplate = 'semainier_migrated'

let server: PostgresServer | null = null

export async function globalSetup(): Promise<void> {
  server = await startPostgres()
  if (!server) return
  const url = `postgres://test@127.0.0.1:${server.port}/${migratedTemplate}`
  await server.run(url.replace(migratedTemplate, 'postgres'), `create database ${migratedTemplate}`)
  await (await openStore({ url })).close()
  process.env[sharedPostgres] = String(server.port)
}

export async function globalTeardown(): Promise<void> {
  await server?.close()
}
