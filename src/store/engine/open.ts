import type { DatabasePlace, Engine } from './engine.js'

/** The engine of a database, unconnected yet. Only the one that is asked for is loaded: SQLite's users never wait for pg. */
export async function openEngine(place: DatabasePlace): Promise<Engine> {
  if ('file' in place) return (await import('./sqlite.js')).sqliteEngine(place.file)
  return (await import('./postgresql.js')).postgresqlEngine(place.url)
}
