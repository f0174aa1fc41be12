import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import { renderArchive } from '../../src/render/archive.js'
import { hostile } from '../fixtures/issues/hostile.js'
import { usual } from '../fixtures/issues/usual.js'
import { links, office } from '../fixtures/office.js'
import { matchGolden } from '../golden.js'

const render = (issue: typeof usual): string => renderArchive(issue, { office, links })

test('the page of a usual week is the one that was looked at', () => {
  matchGolden('archive-usual.html', render(usual).replaceAll(/data:font\/woff2;base64,[\w+/=]+/g, 'data:font'))
})

test('it stands alone, without script, and says its language', () => {
  const $ = load(render(usual))
  assert.equal($('html').attr('lang'), 'fr')
  assert.equal($('script, link[rel=stylesheet], iframe').length, 0)
  assert.ok(!/@import|url\((?!data:|#)/.test($('style').text()))
  assert.equal($('meta[property="og:url"]').attr('content'), links.archive)
  const targets = $('a')
    .map((_, link) => $(link).attr('href'))
    .get()
  for (const url of [links.poster, links.booklet, links.calendar]) assert.ok(targets.includes(url))
})

test('headings follow one another, and every landmark that names a label has it', () => {
  const $ = load(render(usual))
  const levels = $('h1, h2, h3')
    .map((_, heading) => Number(heading.tagName.slice(1)))
    .get()
  assert.equal(levels[0], 1)
  for (const [index, level] of levels.entries()) assert.ok(level - (levels[index - 1] ?? 1) <= 1)
  for (const element of $('[aria-labelledby]')) assert.equal($(`#${$(element).attr('aria-labelledby')}`).length, 1)
  const anchors = $('nav a')
    .map((_, link) => $(link).attr('href'))
    .get()
  assert.equal(anchors.length, 7)
  for (const anchor of anchors) assert.equal($(anchor).length, 1)
})

test('nothing that a blog holds becomes markup', () => {
  const $ = load(render(hostile))
  assert.equal($('script, img, iframe').length, 0)
  assert.equal($('[onload], [onerror]').length, 0)
  assert.ok(
    $('a')
      .map((_, link) => $(link).attr('href') ?? '')
      .get()
      .every((href) => /^(?:#|https:|mailto:|tel:)/.test(href)),
  )
})
