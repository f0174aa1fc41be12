import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, oneof, property, string } from 'fast-check'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { computing } from '../../support/computing.js'
import { officeCommunes } from '../../scoring/folder.js'

const article = (html: string, title = 'Que faire du 6 au 12 juillet 2026') => ({
  title,
  html,
  publishedAt: '2026-07-03T15:00:00Z',
  url: null,
  feed: 'blog',
  image: null,
})
const read = (html: string, title?: string) =>
  readAgenda(article(html, title), { zone: 'Europe/Paris', communes: officeCommunes() })

const fragments = constantFrom(
  '<h3>Lundi 6 juillet</h3>',
  '<p>',
  '</p>',
  '<li>',
  '<ul>',
  '</ul>',
  '<br>',
  '<table><tr><td rowspan="9">',
  '</td><td>',
  '</table>',
  '10h',
  ' à ',
  'Auch',
  '5 €',
  '« ',
  ' »',
  '(',
  ')',
  ' – ',
  'Mardi 7',
  'du 3 au 30 août',
  'sauf le lundi',
  'jusqu’au',
  'annulé',
  'reporté au 9',
  '05 62 00 00 10',
  'réservation',
  'Expositions',
  'concert',
  ' dans la salle des fêtes ',
  '. ',
  ', ',
  '31/12',
  '&nbsp;',
  '<del>',
  '</del>',
  '<em>',
)

test('any HTML gives an agenda whose dates lie in its week', () => {
  const html = array(oneof({ weight: 5, arbitrary: fragments }, { weight: 1, arbitrary: string() }), {
    maxLength: 60,
  })
  check(
    property(html, string(), (parts, title) => {
      const agenda = read(parts.join(''), title)
      for (const one of agenda.occurrences) {
        assert.ok(one.date >= agenda.week.from && one.date <= agenda.week.to)
        assert.notEqual(one.title, '')
      }
    }),
    { numRuns: 40 },
  )
})

test('code is never text, and a script is never a link', () => {
  const agenda = read(
    '<h3>Lundi 6 juillet</h3><script>"10h concert à Auch"</script><style>11h</style><p>21h, bal à Pavie, <a href="javascript:alert(1)">réservation</a></p>',
  )
  assert.deepEqual(
    agenda.occurrences.map(({ title, booking }) => [title, booking]),
    [['Bal', { phone: null, url: null }]],
  )
})

test('five hundred events are all read', () => {
  const items = Array.from({ length: 500 }, (_, at) => `<li>${8 + (at % 14)}h, concert numéro ${at}, à Pavie</li>`)
  assert.equal(read(`<h3>Lundi 6 juillet</h3><ul>${items.join('')}</ul>`).occurrences.length, 500)
})

const large: Array<[string, string]> = [
  ['one paragraph of a megabyte', `<h3>Lundi 6 juillet</h3><p>${'À 10h, concert à Auch. '.repeat(40_000)}</p>`],
  ['one endless word', `<p>${'a'.repeat(1_000_000)}</p>`],
  ['hours without end', `<h3>Lundi 6 juillet</h3><p>${'10h-'.repeat(50_000)}</p>`],
  ['days without end', `<p>${'lundi 6 et mardi 7, '.repeat(20_000)}</p>`],
  ['quotes never closed', `<h3>Lundi 6 juillet</h3><p>10h ${'« '.repeat(100_000)}</p>`],
  [
    'a thousand villages without a stop',
    `<h3>Lundi 6 juillet</h3><p>${'bal à 21h à Auch et à 22h à Pavie, '.repeat(1000)}</p>`,
  ],
  ['misspelt days without end', `<p>${'samdi 6 juilet, '.repeat(20_000)}</p>`],
  ['badges without end', '<div><span>COMPLET</span><h4>Bal</h4><p>Lundi 6, 21h</p></div>'.repeat(5000)],
  ['badges in badges', `${'<div><span>COMPLET</span>'.repeat(3000)}x`],
  ['nested elements', `${'<div>'.repeat(5000)}x${'</div>'.repeat(5000)}`],
  [
    'spans larger than the table',
    `<table>${'<tr><td rowspan=999 colspan=999>Lundi 6</td><td>10h</td></tr>'.repeat(50)}</table>`,
  ],
]

for (const [name, html] of large) {
  test(`reads ${name} in seconds`, () => {
    const ms = computing(() => read(html))
    assert.ok(ms < 10_000, `${Math.round(ms)} ms`)
  })
}

const hours = Array.from({ length: 2000 }, (_, at) => `${8 + (at % 14)}h${10 + (at % 50)}`)
const hourLines: Array<[string, string]> = [
  ['10h11h12h', hours.join('')],
  ['10h,11h,12h', hours.join(',')],
  ['lundi10hmardi11h', hours.map((hour) => `lundi${hour}`).join('')],
  ['lundi10h,mardi11h', hours.map((hour) => `lundi${hour}`).join(',')],
  ['10h bal à Auch 11h bal à Auch', hours.map((hour) => `${hour} bal à Auch`).join(' ')],
]

for (const [name, line] of hourLines)
  test(`two thousand hours in one line are read within two seconds: ${name}`, () => {
    const ms = computing(() => read(`<p>${line}</p>`))
    assert.ok(ms < 2000, `${Math.round(ms)} ms`)
  })

test('text that runs right to left keeps its place', () => {
  assert.equal(read('<h3>Lundi 6 juillet</h3><p>10h : حفل موسيقي\u202E, Auch</p>').occurrences[0]?.title, 'حفل موسيقي')
})
