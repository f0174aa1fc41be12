import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { WeeklyContent } from '../../src/domain/issue.js'
import { openPrinter } from '../../src/render/printer.js'
import { full } from '../fixtures/issues/full.js'
import { hostile } from '../fixtures/issues/hostile.js'
import { quiet } from '../fixtures/issues/quiet.js'
import { usual } from '../fixtures/issues/usual.js'
import { links, office } from '../fixtures/office.js'
import { issue } from '../fixtures/issues/build.js'
import { readPdf, textOf } from './pdf-facts.js'
import { testCache } from './test-cache.js'

const printer = openPrinter({ cacheDir: testCache })
const input = { office, links, printedOn: '2026-07-04' }
after(() => printer.close())

const squeezed = (text: string): string => text.replaceAll(/[\s\u00ad]/g, '').replaceAll('’', "'")

for (const [name, content, pages] of [
  ['quiet', quiet, 1],
  ['usual', usual, 1],
  ['full', full, 2],
  ['hostile', hostile, 1],
] as const) {
  test(`the poster of a ${name} week: ${pages} A4, tagged, titled, outlined, nothing below 11 pt`, async () => {
    const poster = await printer.poster(content, input)
    const facts = await readPdf(poster.pdf)
    assert.equal(poster.pages, pages)
    assert.equal(facts.pages, pages)
    assert.equal(facts.language, 'fr')
    assert.ok(facts.tagged)
    assert.match(facts.title ?? '', / – du 6 au 12 juillet 2026$/)
    const days = content.days.filter((day) => day.occurrences.length > 0)
    assert.equal(facts.outline.length, 1 + days.length + 1)
    assert.equal(facts.outline[1], 'Lundi 6 juillet')
    assert.ok((facts.sizes[0] ?? 0) >= 11, `smallest type: ${facts.sizes[0]} pt`)
    assert.ok(poster.size >= 11 && facts.sizes.some((size) => Math.abs(size - poster.size) < 0.05))
  })
}

const missing =
  textOf(new Uint8Array()) === null &&
  'pdftotext (poppler-utils) is not installed: the text of the prints is not checked'

test('every event of the fullest week is on the poster and in the booklet', { skip: missing }, async () => {
  const [poster, booklet] = await Promise.all([printer.poster(full, input), printer.booklet(full, input)])
  for (const pdf of [poster.pdf, booklet.pdf]) {
    const text = squeezed(textOf(pdf) ?? '')
    for (const { title, commune } of full.days.flatMap((day) => day.occurrences)) {
      assert.ok(text.includes(squeezed(title)), title)
      assert.ok(text.includes(squeezed(commune ?? '')), title)
    }
    assert.ok(text.includes(squeezed('Imprimé le samedi 4 juillet 2026')))
  }
})

test('a quiet week is set larger than a full one, and keeps its descriptions', async () => {
  const [few, many] = await Promise.all([printer.poster(quiet, input), printer.poster(full, input)])
  assert.ok(few.size >= 14 && few.descriptions && !few.shrunk)
  assert.ok(many.size < few.size && many.shrunk)
})

test('what paper cannot hold is cut, and said', async () => {
  const { clamped } = await printer.poster(hostile, input)
  assert.ok(clamped.some((beginning) => beginning.startsWith('Titre sans fin')))
  assert.deepEqual((await printer.poster(usual, input)).clamped, [])
})

test('far more events than any week holds still all print', { skip: missing }, async () => {
  const days = full.days.map((day) => ({
    ...day,
    occurrences: Array.from({ length: 4 }, (_, copy) =>
      day.occurrences.map((each) => ({ ...each, title: `${each.title} ${copy}` })),
    ).flat(),
  }))
  const { pdf, pages } = await printer.poster({ ...full, days }, input)
  assert.equal((await readPdf(pdf)).pages, pages)
  assert.ok(pages >= 6)
  const text = squeezed(textOf(pdf) ?? '')
  for (const { title } of days.flatMap((day) => day.occurrences)) assert.ok(text.includes(squeezed(title)), title)
})

for (const [name, content] of Object.entries({ quiet, usual, full, hostile })) {
  test(`the booklet of a ${name} week: sheets of four pages, nothing below 9 pt`, async () => {
    const booklet = await printer.booklet(content, input)
    const facts = await readPdf(booklet.pdf)
    assert.equal(booklet.pages % 4, 0)
    assert.equal(booklet.sheets, booklet.pages / 4)
    assert.equal(facts.pages, booklet.sheets * 2)
    assert.equal(facts.language, 'fr')
    assert.ok(booklet.size >= 9)
  })
}

test('a week without any event prints a poster that says so', { skip: missing }, async () => {
  const empty: WeeklyContent = issue({})
  const { pdf, pages } = await printer.poster(empty, input)
  assert.equal(pages, 1)
  assert.match(textOf(pdf) ?? '', /Aucun rendez-vous n’est annoncé/)
})
