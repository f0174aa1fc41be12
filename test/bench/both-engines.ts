import { rm } from 'node:fs/promises'
import Table from 'cli-table3'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { databaseFile } from '../support/database-file.js'
import { startPostgres } from '../support/postgres.js'
import { scratchFolder } from '../support/scratch-folder.js'

/** The median and the slowest of twenty, as "1.2 / 3.4 ms". */
export async function timed(question: () => Promise<unknown>): Promise<string> {
  const spent: number[] = []
  for (let round = 0; round < 20; round++) {
    const start = performance.now()
    await question()
    spent.push(performance.now() - start)
  }
  spent.sort((a, b) => a - b)
  return `${spent[10]?.toFixed(1)} / ${spent.at(-1)?.toFixed(1)} ms`
}

/** Measures on each kind of database that the machine has, and prints what it says side by side. */
export async function onBothEngines(
  name: string,
  about: string,
  measure: (place: DatabasePlace) => Promise<Map<string, string>>,
): Promise<void> {
  const folder = await scratchFolder(name, { disk: true })
  const server = await startPostgres({ durable: true })
  try {
    const columns: [string, Map<string, string>][] = [['SQLite', await measure({ file: databaseFile(folder) })]]
    if (server) columns.push(['PostgreSQL', await measure({ url: await server.newDatabase() })])
    const table = new Table({
      head: ['median / slowest', ...columns.map(([engine]) => engine)],
      style: { head: [], border: [] },
    })
    for (const row of columns[0]?.[1].keys() ?? [])
      table.push([row, ...columns.map(([, times]) => times.get(row) ?? '')])
    process.stdout.write(`${about}\n${table.toString()}\n`)
  } finally {
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  }
}
