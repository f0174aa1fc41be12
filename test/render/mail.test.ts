import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import type { WeeklyContent } from '../../src/domain/issue.js'
import { renderMail, type RenderedMail } from '../../src/render/mail.js'
import { full } from '../fixtures/issues/full.js'
import { hostile } from '../fixtures/issues/hostile.js'
import { quiet } from '../fixtures/issues/quiet.js'
import { usual } from '../fixtures/issues/usual.js'
import { links, office } from '../fixtures/office.js'
import { matchGolden } from '../golden.js'

const unsubscribeUrl = 'https://tourisme.example.org/desabonnement/jeton'
const preferencesUrl = 'https://tourisme.example.org/preferences/jeton'
const render = (issue: WeeklyContent): Promise<RenderedMail> =>
  renderMail(issue, { office, links, unsubscribeUrl, preferencesUrl })

test('the mails of a quiet and of a usual week are those that were looked at', async () => {
  for (const [name, issue] of Object.entries({ quiet, usual })) {
    const { html, text } = await render(issue)
    matchGolden(`mail-${name}.html`, html)
    matchGolden(`mail-${name}.txt`, text)
  }
})

test('seventy-five events stay well under what Gmail cuts, all of them told, in HTML and in plain text', async () => {
  const { html, text, bytes } = await render(full)
  const occurrences = full.days.flatMap((day) => day.occurrences)
  assert.equal(occurrences.length, 75)
  assert.ok(bytes < 102_000 && bytes === Buffer.byteLength(html), `${bytes} bytes`)
  const $ = load(html)
  assert.equal($('td.e').length, 75 + full.ongoing.length + full.changes.length)
  assert.equal(text.split('\n').filter((line) => line.startsWith('* ')).length, $('td.e').length)
})

test('language, dark mode, heading order and alternative texts are there', async () => {
  const $ = load((await render(usual)).html)
  assert.equal($('html').attr('lang'), 'fr')
  assert.equal($('meta[name=color-scheme]').attr('content'), 'light dark')
  assert.match($('style').text(), /prefers-color-scheme: ?dark/)
  assert.equal($('h1').length, 1)
  assert.equal($('h2').length, 11)
  assert.deepEqual(
    $('img')
      .map((_, image) => $(image).attr('alt'))
      .get(),
    ['Des tablées sous les guirlandes, sur une place à arcades'],
  )
  assert.equal($('table').not('[role=presentation]').length, 0)
  const targets = $('a')
    .map((_, link) => $(link).attr('href'))
    .get()
  for (const url of [...Object.values(links), unsubscribeUrl, preferencesUrl]) assert.ok(targets.includes(url), url)
  for (const word of ['annulé', 'complet', 'reporté au samedi 18 juillet'])
    assert.ok($('.s').text().replaceAll('\u00a0', ' ').includes(word), word)
})

test('an image without a credit is left out', async () => {
  const image = usual.image && { ...usual.image, credit: null }
  const { html } = await render({ ...usual, image })
  assert.ok(!html.includes('a.jpg'))
})

test('nothing that a blog holds becomes markup, a script, an address or a header line', async () => {
  const { html, subject, text } = await render(hostile)
  const $ = load(html)
  assert.equal($('script, iframe, object, form, img').length, 0)
  assert.equal($('[onload], [onerror]').length, 0)
  const targets = $('a')
    .map((_, link) => $(link).attr('href') ?? '')
    .get()
  assert.ok(
    targets.every((href) => /^(?:https:|mailto:accueil@|tel:\+33)/.test(href)),
    targets.join(' '),
  )
  assert.ok(!/[\r\n]/.test(subject))
  assert.ok($('body').text().includes('{{ 7 | times'), 'template marks are shown as they are')
  assert.ok(text.includes('<script>alert(1)</script>'), 'plain text is left plain')
  assert.ok(!/\nBcc:/.test(text))
})

test('lines of plain text hold 76 characters, save those of one long word', async () => {
  for (const issue of [quiet, usual, full]) {
    const long = (await render(issue)).text.split('\n').filter((line) => line.length > 76)
    assert.deepEqual(
      long.filter((line) => line.trim().includes(' ')),
      [],
    )
  }
})

test('an issue in English speaks English', async () => {
  const { html, subject, text } = await render({
    ...quiet,
    language: 'en',
    publication: { id: 'a', title: 'What is on' },
  })
  assert.equal(subject, 'What is on, 6 to 12 July 2026')
  assert.equal(load(html)('html').attr('lang'), 'en')
  assert.match(text, /MONDAY\s6/)
  assert.match(text, /Unsubscribe/)
})
