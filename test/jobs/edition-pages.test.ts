import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { drawPages } from '../../jobs/edition-pages.js'
import { readEditionFiles } from '../../jobs/steps/edition-files.js'
import { coverNames, editionFiles } from '../../src/domain/index.js'
import { UnusablePicture } from '../../src/base/picture.js'
import { makeCover } from '../../src/render/cover.js'
import { openDrawingRoom } from '../../src/render/pdf-pages.js'
import { openFriday } from '../support/friday.js'
import { guidePdf } from '../support/guide-pdf.js'
import { tinyCover, tinyPdf } from '../support/release.js'
import { scratchFolder } from '../support/scratch-folder.js'

test('the pages of a PDF are drawn once, go on where a run was cut short, and go with it', async (t) => {
  const folder = await scratchFolder('pages')
  t.after(() => rm(folder, { recursive: true, force: true }))
  const friday = await openFriday(t)
  const { context, queue } = friday.app
  const { store } = context
  const path = join(folder, 'guide.pdf')
  const details = { title: 'Guide', kind: 'guide', year: 2027, languages: ['fr'] } as const
  const nothing = { pdfUrl: null, onlineUrl: null, copiesPerBox: null, grams: null, replaces: null }
  const edition = await store.editions.add({ ...details, languages: ['fr'], ...nothing })
  assert.ok(edition)
  const handIn = async (given: { pdf?: Buffer; cover?: Buffer }) => {
    await writeFile(path, given.pdf ?? given.cover ?? '')
    const files = { pdf: given.pdf ? path : null, cover: given.cover ? path : null }
    const keep = await readEditionFiles(context, files)
    await store.transaction((rows) => keep(rows, edition.id))
    return (await store.editions.fileOf(edition.id, editionFiles.pdf))?.hash ?? ''
  }

  // The process is asked to end when the first page is there.
  const pdf = await handIn({ pdf: await guidePdf(['Auch', 'Pavie', 'Mirande']) })
  const { stopping } = context
  let begun = 0
  Object.assign(context, { stopping: () => begun++ > 0 })
  const cut = await drawPages(context, { pdf })
  assert.ok(cut && 'again' in cut)
  assert.deepEqual(await store.editions.drawing(pdf), { state: 'drawing', pages: 3, drawn: 1, fault: null })
  Object.assign(context, { stopping })
  const first = await store.editions.pageFile(pdf, 1)
  await queue.runDue()
  assert.deepEqual(await store.editions.drawing(pdf), { state: 'done', pages: 3, drawn: 3, fault: null })
  assert.deepEqual(await store.editions.pageFile(pdf, 1), first)
  const pages = await store.editions.pages(pdf)
  assert.deepEqual(
    pages.map(({ number, words, isDrawn }) => [number, words, isDrawn]),
    [
      [1, 'Auch', true],
      [2, 'Pavie', true],
      [3, 'Mirande', true],
    ],
  )
  assert.ok(first)
  const picture = await sharp(Buffer.concat(await Array.fromAsync(store.editions.read(first)))).stats()
  assert.deepEqual(
    picture.channels.map(({ min }) => min > 250),
    [false, false, false],
    'the page is not empty',
  )

  // The first page is the cover until somebody gives one; a page of another PDF takes its place.
  const cover = async () => (await store.editions.firstFileOf(edition.id, coverNames.cover))?.hash
  const drawn = await cover()
  assert.ok(drawn)
  await handIn({ cover: await tinyCover() })
  assert.notEqual(await cover(), drawn)
  await store.transaction((rows) =>
    rows.editions.setFiles(edition.id, { [editionFiles.cover]: null, [editionFiles.share]: null }),
  )
  assert.equal(await cover(), drawn)

  // What cannot be drawn is kept all the same, and said.
  const broken = await handIn({ pdf: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('startxref\n0\n%%EOF')]) })
  await queue.runDue()
  assert.equal((await store.editions.drawing(broken))?.fault, 'unreadable')
  assert.equal(await store.editions.drawing(pdf), null)
  assert.equal(await store.editions.keptFile(first.hash), null)
  assert.equal(await cover(), undefined)
})

test('a process that asks for too much is ended, and a picture of too many pixels is refused', async (t) => {
  const folder = await scratchFolder('pages')
  t.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'guide.pdf')
  await writeFile(path, tinyPdf())
  const small = openDrawingRoom(path, { megabytes: 10, seconds: 20 })
  await assert.rejects(small.open(), /unreadable/)
  const hasty = openDrawingRoom(path, { megabytes: 900, seconds: 0.01 })
  assert.equal(await hasty.draw(1), null)
  await Promise.all([small.close(), hasty.close()])

  const progressive = await interlacedPng({ width: 8000, height: 6000 })
  await assert.rejects(
    makeCover(progressive, '#8c1c3f'),
    (error: unknown) => (error as UnusablePicture).code === 'too-many-pixels',
  )
  await assert.rejects(
    makeCover(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
      '#8c1c3f',
    ),
    (error: unknown) => (error as UnusablePicture).code === 'unreadable',
  )
})

/** The head of an interlaced PNG of any size: enough to be refused. */
async function interlacedPng({ width, height }: { width: number; height: number }): Promise<Buffer> {
  const create = { width: 8, height: 8, channels: 3, background: '#2f6b3c' } as const
  const png = await sharp({ create }).png({ progressive: true }).toBuffer()
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}
