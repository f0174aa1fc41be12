import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { parseArgs, promisify } from 'node:util'
import type { ImportReport } from '../../jobs/import-partners.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { startPostgres } from '../support/postgres.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { columnCount, writeList } from './import/list.js'

/*
 * npm run bench:import -- [--lines 100000] [--rounds 3]
 *
 * `semainier partners import` of a generated list, on PostgreSQL (fsync on) and an empty directory, against psql's \copy
 * of the same file into a table of texts without any index, by turns; then its peak memory against that of a tenth of
 * the list; then the same list once more, which must add nobody.
 *
 * The file's lines become three rows each, in tables with their keys, search words and indexes: what psql's \copy takes
 * for exactly these rows, into the same tables of another database, says how much of the time is PostgreSQL's own.
 */
const { values } = parseArgs({
  options: { lines: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
})
const lines = Number(values.lines)
const folder = await scratchFolder('bench-import', { disk: true })
const postgres = await startPostgres({ durable: true })
if (!postgres) throw new Error('PostgreSQL is needed: Debian’s postgresql')
const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' })

async function copySeconds(file: string): Promise<number> {
  const url = await postgres!.newDatabase()
  const columns = Array.from({ length: columnCount }, (_, index) => `c${index} text`)
  await postgres!.run(url, `create table list (${columns.join(', ')})`)
  const started = performance.now()
  const copy = `\\copy list from '${file}' with (format csv, delimiter ';', header true)`
  await promisify(execFile)('psql', [url, '-q', '-v', 'ON_ERROR_STOP=1', '-c', copy])
  return (performance.now() - started) / 1000
}

/** What \copy takes for the rows that an import made, into the tables of a migrated database. */
async function rowsSeconds(imported: string): Promise<number> {
  const url = await postgres!.newDatabase()
  if ((await runProgram(['migrate', '--config', config], { DATABASE_URL: url }).ended) !== 0) throw new Error('migrate')
  const copies: string[] = []
  for (const table of ['imports', 'organisations', 'contacts', 'subscriptions']) {
    const written = await postgres!.run(
      url,
      `select column_name as name from information_schema.columns where table_name = '${table}' and is_generated = 'NEVER'`,
    )
    const rows = `${table} (${written.map(({ name }) => `"${String(name)}"`).join(', ')})`
    await promisify(execFile)('psql', [imported, '-q', '-c', `\\copy ${rows} to '${folder}/${table}.rows'`])
    copies.push('-c', `\\copy ${rows} from '${folder}/${table}.rows'`)
  }
  const started = performance.now()
  await promisify(execFile)('psql', [url, '-q', '-1', '-v', 'ON_ERROR_STOP=1', ...copies])
  return (performance.now() - started) / 1000
}

interface Run extends ImportReport {
  seconds: number
  peakMb: number
}

async function importList(file: string, url: string): Promise<Run> {
  const started = performance.now()
  const program = runProgram(['partners', 'import', file, '--json', '--config', config], { DATABASE_URL: url })
  let peakMb = 0
  const watching = setInterval(async () => {
    // The highest it ever was (proc(5), VmHWM), so that the last look tells it.
    const status = await readFile(`/proc/${program.process.pid}/status`, 'utf8').catch(() => '')
    peakMb = Math.max(peakMb, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  }, 20)
  const ended = await program.ended
  clearInterval(watching)
  if (ended !== 0) throw new Error(program.output())
  const report = JSON.parse(program.output()) as ImportReport
  return { ...report, seconds: (performance.now() - started) / 1000, peakMb }
}

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
const tell = (name: string, { seconds, peakMb, added, unchanged, refusedCount }: Run) =>
  void process.stdout.write(
    `${name}: ${seconds.toFixed(2)} s, ${peakMb.toFixed(0)} MB, ${added} added, ${unchanged} unchanged, ${refusedCount} refused\n`,
  )
try {
  const [file, tenth] = [`${folder}/list.csv`, `${folder}/tenth.csv`]
  await writeList(file, lines)
  await writeList(tenth, lines / 10)
  const ratios: number[] = []
  let [large, url] = [null as Run | null, '']
  for (let round = 0; round < Number(values.rounds); round++) {
    const copy = await copySeconds(file)
    url = await postgres.newDatabase()
    large = await importList(file, url)
    const around = (copy + (await copySeconds(file))) / 2
    ratios.push(large.seconds / around)
    tell(`${lines} lines`, large)
    process.stdout.write(`  ${(large.seconds / around).toFixed(1)} times COPY, which takes ${around.toFixed(2)} s\n`)
  }
  const own = await rowsSeconds(url)
  process.stdout.write(
    `PostgreSQL alone, \\copy of the rows that these lines become: ${own.toFixed(2)} s; the import takes ${((large?.seconds ?? 0) / own).toFixed(1)} times that\n`,
  )
  const small = await importList(tenth, await postgres.newDatabase())
  tell(`${lines / 10} lines`, small)
  const again = await importList(file, url)
  tell('the same list again', again)
  const memory = (large?.peakMb ?? 0) / small.peakMb
  const met = {
    [`time: ${median(ratios).toFixed(1)} times COPY, 5 at most`]: median(ratios) <= 5,
    [`memory: ${memory.toFixed(2)} times that of a tenth of the lines, 1.3 at most`]: memory <= 1.3,
    'no twins': again.added === 0 && again.changed === 0,
  }
  for (const [what, kept] of Object.entries(met)) process.stdout.write(`${kept ? 'met    ' : 'not met'} ${what}\n`)
  process.exitCode = Object.values(met).every(Boolean) ? 0 : 1
} finally {
  await postgres.close()
  await rm(folder, { recursive: true, force: true })
}
