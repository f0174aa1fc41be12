import { DatabaseSync } from 'node:sqlite'

/**
 * Everything that a SQLite database holds, table by table, as one text: two are the same when nothing changed. Tables
 * named in `without` are left out.
 */
export function dump(file: string, { without = [] }: { without?: string[] } = {}): string {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all()
    return tables
      .filter(({ name }) => !without.includes(String(name)))
      .map(({ name }) => {
        const rows = database.prepare(`select * from "${String(name)}"`).all()
        return [`== ${String(name)}`, ...rows.map((row) => JSON.stringify(row)).sort()].join('\n')
      })
      .join('\n')
  } finally {
    database.close()
  }
}
