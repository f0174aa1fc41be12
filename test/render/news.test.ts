import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import type { MonthlyContent } from '../../src/domain/index.js'
import { renderArchive } from '../../src/render/archive.js'
import { renderMail } from '../../src/render/mail.js'
import { month } from '../fixtures/issues/month.js'
import { links as agendaLinks, office } from '../fixtures/office.js'
import { matchGolden } from '../golden.js'

const links = { ...agendaLinks, archive: 'https://tourisme.example.org/numeros/monthly-news/2026-07/' }
const ways = {
  unsubscribeUrl: 'https://tourisme.example.org/desabonnement/jeton',
  preferencesUrl: 'https://tourisme.example.org/preferences/jeton',
}
const mailOf = (content: MonthlyContent) => renderMail(content, { office, links, ...ways })
const pageOf = (content: MonthlyContent) => renderArchive(content, { office, links })

test('the mail and the page of a month are those that were looked at', async () => {
  const { html, text, subject } = await mailOf(month)
  matchGolden('mail-month.html', html)
  matchGolden('mail-month.txt', text)
  matchGolden('archive-month.html', pageOf(month).replaceAll(/data:font\/woff2;base64,[\w+/=]+/g, 'data:font'))
  assert.equal(subject, 'Les nouvelles du mois, juillet 2026')
  const long = text.split('\n').filter((line) => line.length > 76 && line.trim().includes(' '))
  assert.deepEqual(long, [])
})

test('language, dark mode, headings and alternative texts are there, in the mail and on the page', async () => {
  for (const html of [(await mailOf(month)).html, pageOf(month)]) {
    const $ = load(html)
    assert.equal($('html').attr('lang'), 'fr')
    assert.match($('style').text(), /prefers-color-scheme: ?dark/)
    const levels = $('h1, h2, h3')
      .map((_, one) => Number(one.tagName.slice(1)))
      .get()
    for (const [index, level] of levels.entries()) assert.ok(level - (levels[index - 1] ?? 0) <= 1, levels.join(' '))
    assert.equal($('img').length, 4)
    for (const image of $('img').toArray()) {
      assert.ok($(image).attr('alt'))
      assert.ok($(image).attr('src')?.startsWith(links.archive), 'pictures are ours to serve')
    }
    assert.equal($('script, iframe, link[rel=stylesheet]').length, 0)
  }
})

test('forty pieces of news with a picture each are under what Gmail cuts; a bare month is no broken one', async () => {
  const [, one] = month.entries
  const entries = Array.from({ length: 40 }, (_, index) => ({ ...one!, title: `${one!.title} (${index})` }))
  const { bytes } = await mailOf({ ...month, entries })
  assert.ok(bytes < 102_000, `${bytes} bytes`)
  const bare = { ...month, intro: null, entries: [], partner: null }
  assert.equal(load((await mailOf(bare)).html)('h2').length, 2)
  assert.match((await mailOf({ ...bare, dates: [] })).text, /Lire en ligne/)
  assert.match((await mailOf({ ...month, language: 'en' })).text, /PARTNER OF THE MONTH/)
})

test('nothing that a blog or staff wrote becomes markup, a script or another’s address', async () => {
  const wicked = '<script>alert(1)</script>{{ 7 | times: 6 }}" onload="x'
  const content: MonthlyContent = {
    ...month,
    intro: wicked,
    entries: month.entries.map((one) => ({
      title: wicked,
      text: wicked,
      url: 'javascript:alert(1)',
      picture: one.picture && { ...one.picture, alt: wicked, credit: wicked },
    })),
    dates: month.dates.map((one) => ({ ...one, title: wicked, place: wicked, hours: wicked, url: 'data:text/html,x' })),
  }
  for (const html of [(await mailOf(content)).html, pageOf(content)]) {
    const $ = load(html)
    assert.equal($('script, [onload]').length, 0)
    const targets = $('a')
      .map((_, one) => $(one).attr('href'))
      .get()
    assert.ok(
      targets.every((href) => /^(?:#|https:|mailto:|tel:)/.test(href)),
      targets.join(' '),
    )
    assert.ok($('body').text().includes('{{'))
  }
})
