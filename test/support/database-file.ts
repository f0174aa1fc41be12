import { join } from 'node:path'

/** Where the program keeps its database in a data folder, said once more: a changed name would strand every office. */
export const databaseFile = (dataDir: string) => join(dataDir, 'semainier.sqlite')
