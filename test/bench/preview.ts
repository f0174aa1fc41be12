import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { programRoot } from '../../src/base/paths.js'
import { composeWeeklyIssue } from '../../src/compose/weekly-issue.js'
import type { Agenda, WeeklyContent } from '../../src/domain/index.js'
import { launchChromium } from '../../src/render/chromium.js'
import { openPrinter } from '../../src/render/printer.js'
import { loadOfficeFolder } from '../../src/settings/load.js'

/*
 * npm run bench:preview -- [DIR ...] [--runs N]
 *
 * The whole `semainier preview` of each article against what Chromium alone needs to start and print the same two
 * documents; both are processes of their own, run by turns. Required: less than three times.
 */
const run = promisify(execFile)
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' } },
})
const folders =
  positionals.length > 0
    ? positionals
    : ['test/fixtures/articles', '../shared/articles'].filter((one) => existsSync(one))
const cacheDir = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'semainier')
const work = mkdtempSync(join(tmpdir(), 'semainier-bench-'))

interface Expected {
  week: { from: string }
  articleMissing: boolean
}

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

async function seconds(
  command: string[],
  env: Record<string, string> = {},
): Promise<{ seconds: number; code: number }> {
  const started = performance.now()
  const code = await run(process.execPath, command, { env: { ...process.env, ...env } }).then(
    () => 0,
    (error: { code?: number }) => Number(error.code ?? 1),
  )
  return { seconds: (performance.now() - started) / 1000, code }
}

/** The poster and the booklet as laid out, in HTML: what Chromium has before it when it prints. */
async function laidOut(content: WeeklyContent, settings: ReturnType<typeof loadOfficeFolder>): Promise<string[]> {
  const html: string[] = []
  const probe = await launchChromium({ cacheDir })
  const page = await probe.newPage()
  const prototype = Object.getPrototypeOf(page) as { pdf(options: object): Promise<Uint8Array> }
  await probe.close()
  const print = prototype.pdf
  prototype.pdf = async function (this: typeof page, options) {
    html.push(await this.content())
    return await print.call(this, options)
  }
  const printer = openPrinter({ cacheDir })
  const links = {
    archive: 'https://example.org/',
    poster: 'https://example.org/',
    booklet: 'https://example.org/',
    calendar: 'https://example.org/',
  }
  const input = { office: settings.office, links, printedOn: content.week.from }
  await Promise.all([printer.poster(content, input), printer.booklet(content, input)])
  await printer.close()
  prototype.pdf = print
  return html
}

let failed = false
for (const folder of folders) {
  for (const name of readdirSync(folder)
    .filter((one) => existsSync(join(folder, one, 'feed.xml')))
    .sort()) {
    const article = resolve(folder, name)
    const expected = JSON.parse(readFileSync(join(article, 'expected.json'), 'utf8')) as Expected
    const config = join(work, `config-${name}`)
    cpSync(join(programRoot, 'config'), config, { recursive: true })
    const feed = pathToFileURL(join(article, 'feed.xml')).href
    writeFileSync(join(config, 'feeds.yaml'), `feeds:\n  blog:\n    format: wordpress\n    rss: ${feed}\n`)
    const date = Temporal.PlainDate.from(expected.week.from).subtract({ days: 2 }).toString()
    const out = join(work, `out-${name}`)
    mkdirSync(out)
    const preview = [
      'dist/src/cli/main.js',
      'preview',
      'weekly-agenda',
      '--date',
      date,
      '--config',
      config,
      '--data',
      join(work, 'none'),
      '--out',
      out,
    ]

    const first = await seconds(preview)
    if (expected.articleMissing) {
      process.stdout.write(`${folder}/${name}: article missing, exit ${first.code}\n`)
      failed ||= first.code !== 3
      continue
    }
    if (first.code !== 0 && first.code !== 3) {
      process.stdout.write(`${folder}/${name}: preview ended with ${first.code}\n`)
      failed = true
      continue
    }
    const agenda = JSON.parse(readFileSync(join(out, 'agenda.json'), 'utf8')) as Agenda
    const publication = { id: 'weekly-agenda', title: 'L’agenda de la semaine' }
    const content = composeWeeklyIssue({
      publication,
      language: 'fr',
      article: { title: '', url: 'https://example.org/' },
      agenda,
      picture: null,
      previous: null,
    })
    const files = (await laidOut(content, loadOfficeFolder(config))).map((html, index) => {
      const file = join(work, `${name}-${index}.html`)
      writeFileSync(file, html)
      return file
    })
    const times: { preview: number[]; chromium: number[] } = { preview: [], chromium: [] }
    for (let round = 0; round < Number(values.runs); round++) {
      times.preview.push((await seconds(preview)).seconds)
      times.chromium.push(
        (await seconds(['dist/test/bench/chromium-alone.js', ...files], { BENCH_CACHE: cacheDir })).seconds,
      )
    }
    const ratio = median(times.preview) / median(times.chromium)
    failed ||= ratio > 3
    process.stdout.write(
      `${folder}/${name}: preview ${median(times.preview).toFixed(2)} s, Chromium alone ${median(times.chromium).toFixed(2)} s, ratio ${ratio.toFixed(2)}\n`,
    )
  }
}
rmSync(work, { recursive: true })
process.exitCode = failed ? 1 : 0
