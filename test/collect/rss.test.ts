import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FeedError, type FeedErrorCode } from '../../src/collect/feed-error.js'
import { readRss } from '../../src/collect/rss.js'
import { fixture } from '../support/fixtures.js'

const read = (text: string | Uint8Array, contentType: string | null = null) =>
  readRss(typeof text === 'string' ? Buffer.from(text) : text, { contentType, feed: 'blog' })

const rss = (items: string, attributes = 'version="2.0"') =>
  `<?xml version="1.0"?><rss ${attributes}><channel><title>x</title>${items}</channel></rss>`

async function refuses(code: FeedErrorCode, text: string): Promise<void> {
  await assert.rejects(read(text), (error: unknown) => {
    assert.ok(error instanceof FeedError, String(error))
    assert.equal(error.code, code, error.message)
    return true
  })
}

test('a WordPress feed', async () => {
  const articles = await read(fixture('feeds', 'wordpress.xml'))
  assert.deepEqual(articles[0], {
    feed: 'blog',
    guid: 'https://tourisme-auch.example.org/?p=501',
    url: 'https://tourisme-auch.example.org/2026/07/semaine-du-13-au-19-juillet/',
    title: 'Que faire à Auch cette semaine\u00a0? Du 13 au 19 juillet 2026',
    html: '<h3>Lundi 13 juillet</h3>\n\n<ul>\n<li>À 21h, bal des pompiers sous la halle de Pavie. Gratuit.</li>\n</ul>',
    categories: ['Agenda', 'Fêtes & marchés'],
    publishedAt: '2026-07-11T05:30:00Z',
    modifiedAt: null,
    image: null,
  })
  assert.equal(articles[1]?.title, 'L’eau, le moulin & l’anguille : l’exposition de l’été')
})

test('the description stands in where there is no content:encoded', async () => {
  const [article] = await read(rss('<item><title>a</title><description>&lt;p&gt;b&lt;/p&gt;</description></item>'))
  assert.deepEqual([article?.html, article?.guid, article?.publishedAt], ['<p>b</p>', 'a', null])
})

const titles: [string, string][] = [
  ['L&amp;rsquo;&amp;eacute;t&amp;eacute;', 'L’été'],
  ['<![CDATA[Fêtes &amp; <em>marchés</em>]]>', 'Fêtes & marchés'],
  ['Moins de 5 € : a &lt; b', 'Moins de 5 € : a < b'],
  ['\n  deux\n lignes ', 'deux lignes'],
]
for (const [written, expected] of titles) {
  test(`the title ${JSON.stringify(written)}`, async () => {
    assert.equal((await read(rss(`<item><title>${written}</title></item>`)))[0]?.title, expected)
  })
}

test('the second reader takes what the first refuses', async () => {
  const item = '<item><title>Été</title><link>https://example.org/1</link><guid>1</guid><category>Agenda</category>'
  const dated = `${item}<pubDate>Sat, 04 Jul 2026 06:00:00 +0000</pubDate><description>a &nbsp; b</description></item>`
  for (const text of [rss(dated, ''), rss(dated), rss(dated.replace('Été', 'Été & co'))]) {
    const [article] = await read(text)
    assert.match(article?.title ?? '', /^Été/)
    assert.deepEqual(
      [article?.guid, article?.url, article?.categories, article?.publishedAt],
      ['1', 'https://example.org/1', ['Agenda'], '2026-07-04T06:00:00Z'],
    )
  }
})

test('Atom and RSS 1.0 are read by both readers', async () => {
  const atom = (text: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>f</title><entry><id>1</id><title type="html">${text}</title>
    <link rel="alternate" href="https://example.org/1"/><category term="Agenda"/>
    <published>2026-07-04T08:00:00+02:00</published><content type="html">&lt;p&gt;b&lt;/p&gt;</content></entry></feed>`
  for (const text of [atom('Un été'), atom('Un &eacute;t&eacute;')]) {
    const [article] = await read(text)
    assert.deepEqual(
      [article?.guid, article?.title, article?.html, article?.categories, article?.publishedAt],
      ['1', 'Un été', '<p>b</p>', ['Agenda'], '2026-07-04T06:00:00Z'],
    )
  }
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel><title>c</title></channel><item><title>Un</title><link>https://example.org/1</link></item></rdf:RDF>`
  assert.equal((await read(rdf))[0]?.url, 'https://example.org/1')
})

test('PHP notices and blank lines before the declaration, and control characters, do not matter', async () => {
  const body = rss('<item><title>a\u0008b</title></item>')
  const noisy = `\n<br />\n<b>Warning</b>: something in <b>/srv/x.php</b> on line <b>3</b><br />\n${body}`
  assert.equal((await read(noisy))[0]?.title, 'ab')
})

test('wrong charsets both ways', async () => {
  const declared = (charset: string) =>
    `<?xml version="1.0" encoding="${charset}"?>` + rss('<item><title>Été</title></item>').slice(21)
  const lies: [Uint8Array, string | null][] = [
    [Buffer.from(declared('UTF-8'), 'latin1'), 'text/xml; charset=utf-8'],
    [Buffer.from(declared('ISO-8859-1')), 'text/xml; charset=ISO-8859-1'],
  ]
  for (const [bytes, contentType] of lies) assert.equal((await read(bytes, contentType))[0]?.title, 'Été')
})

test('a page in place of a feed', async () => {
  await refuses('not-a-feed', '<!doctype html><html><head><title>Maintenance</title></head><body>rss</body></html>')
  await refuses('not-a-feed', '<?xml version="1.0"?><html><body><rss></rss></body></html>')
  await refuses('not-a-feed', '{"code":"none"}')
  await refuses('not-a-feed', '')
})

test('a feed whose end is missing is refused at every cut', async () => {
  const whole = fixture('feeds', 'wordpress.xml').toString()
  const end = whole.indexOf('</rss>') + '</rss>'.length
  for (let cut = whole.indexOf('<rss') + 5; cut < end; cut += 97) await refuses('truncated', whole.slice(0, cut))
  await refuses('truncated', whole.slice(0, end - 1))
})

test('a feed set to excerpts is refused, and one of short texts is not', async () => {
  const whole = fixture('feeds', 'wordpress.xml').toString()
  await refuses('excerpts', whole.replace(/<content:encoded>.*?<\/content:encoded>/gs, ''))
  const oneWhole = await read(whole.replace(/<content:encoded>.*?<\/content:encoded>/s, ''))
  assert.match(oneWhole[0]?.html ?? '', /8230/)
})

test('a feed without items, and one that nobody can read', async () => {
  await refuses('empty', rss(''))
  await refuses('malformed', '<rss version="2.0"></rss>')
})

test('entities that multiply are not expanded', async () => {
  const levels = Array.from({ length: 12 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join(
    '',
  )
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "haha">${levels}]>${rss('<item><title>&e12;</title></item>').slice(21)}`
  const outcome = await read(bomb).then(
    ([article]) => article?.title ?? '',
    (error: unknown) => (error instanceof FeedError ? error.code : assert.fail(String(error))),
  )
  assert.ok(outcome.length < 1000, `${outcome.length} characters`)
})
