import { join } from 'node:path'

/** The database's path inside a data folder. */
export const databaseFile = (dataDir: string) => join(dataDir, 'semainier.sqlite')
