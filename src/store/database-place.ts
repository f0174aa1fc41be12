import { join } from 'node:path'
import type { DatabasePlace } from './engine/engine.js'

/** The database of a data folder, or of DATABASE_URL where that is set. */
export function databasePlace(dataDir: string, databaseUrl: string | null): DatabasePlace {
  return databaseUrl === null ? { file: join(dataDir, 'semainier.sqlite') } : { url: databaseUrl }
}

/** How a person knows the database: its file, or the server and its database, without name and password. */
export function placeName(place: DatabasePlace): string {
  if ('file' in place) return place.file
  const { host, pathname } = new URL(place.url)
  return `PostgreSQL ${host}${pathname}`
}
