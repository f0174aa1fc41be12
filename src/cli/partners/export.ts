import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import { loadTexts, type Texts } from '../../base/texts.js'
import type { Store } from '../../store/store.js'
import { partnersCsvHead, partnersCsvLine } from '../../report/partners-csv.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from '../common.js'
import { printJson, printLine } from '../output.js'

/** `semainier partners export`: the directory as a list that import takes back. With `--json`, the partners themselves. */
export function exportCommand(): Command {
  return withCommonOptions(new Command('export'))
    .description('write the directory as CSV, which import takes back')
    .option('--out <file>', 'the file to write; standard output by default')
    .action(exportList)
}

async function exportList(options: CommonOptions & { out?: string }): Promise<void> {
  const texts = loadTexts(settingsOf(options).settings.office.language)
  const { openStore } = await import('../../store/store.js')
  const store = await openStore(databaseOf(options))
  try {
    if (options.json && !options.out) return printJson(await Array.fromAsync(partners(store)))
    let count = 0
    const lines = Readable.from(linesOf(store, texts, () => count++))
    if (options.out) await pipeline(lines, createWriteStream(options.out))
    else await pipeline(lines, process.stdout, { end: false })
    if (options.out && options.json) printJson({ file: options.out, count })
    else if (options.out) printLine(texts.t('partners.exported', { count, file: options.out }))
  } finally {
    await store.close()
  }
}

async function* partners(store: Store) {
  for await (const page of store.directory.listed()) yield* page
}

async function* linesOf(store: Store, { t }: Texts, count: () => void): AsyncGenerator<string> {
  yield partnersCsvHead(t)
  for await (const partner of partners(store)) {
    count()
    yield partnersCsvLine(partner, t)
  }
}
