import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadTexts } from '../../src/base/texts.js'
import { type CheckedIssue, checkIssue } from '../../src/compose/checks.js'
import { composeWeeklyIssue } from '../../src/compose/weekly-issue.js'
import type { Agenda } from '../../src/domain/index.js'
import { sayFinding } from '../../jobs/steps/words.js'
import { agenda, occurrence, week } from './parts.js'

const many = (count: number, title = 'Balade') =>
  Array.from({ length: count }, (_, index) => occurrence({ title: `${title} ${index}` }))

function checked(of: Partial<Agenda>, values: Partial<CheckedIssue> = {}): CheckedIssue {
  const whole = agenda({ occurrences: many(8), ...of })
  const content = composeWeeklyIssue({
    publication: { id: 'weekly-agenda', title: 'L’agenda' },
    language: 'fr',
    article: { title: '', url: null },
    agenda: whole,
    picture: null,
    previous: null,
  })
  return {
    week,
    agenda: whole,
    content,
    previous: null,
    publishedAt: '2026-07-03T09:00:00Z',
    now: Temporal.Instant.from('2026-07-03T14:00:00Z'),
    deadLinks: [],
    mailBytes: 50_000,
    poster: { pages: 1, shrunk: false, cut: [] },
    ...values,
  }
}

const found = (of: Partial<Agenda>, values: Partial<CheckedIssue> = {}) =>
  checkIssue(checked(of, values)).map(({ code, level }) => `${level} ${code}`)

test('a week in order has no finding', () => assert.deepEqual(found({}), []))

const before = (count: number, title?: string) => ({ previous: checked({ occurrences: many(count, title) }).content })
const image = { url: 'https://example.org/a.jpg', alt: 'Collines', credit: 'Office' }

const cases: [string, string[], Partial<Agenda>, Partial<CheckedIssue>?][] = [
  ['an article about another week', ['blocks article-stale'], { week: { from: '2026-06-29', to: '2026-07-05' } }],
  ['an article of a fortnight ago', ['warns article-old'], {}, { publishedAt: '2026-06-19T09:00:00Z' }],
  ['an empty week', ['blocks week-empty'], { occurrences: [] }],
  ['less than half of last week', ['blocks week-half'], {}, before(17, 'Autre')],
  ['just half of last week', [], {}, before(16, 'Autre')],
  ['last week over again', ['blocks week-repeated'], {}, before(8)],
  [
    'a date outside the week',
    ['warns outside-week'],
    { occurrences: [...many(8), occurrence({ date: '2026-07-20' })] },
  ],
  ['an event without a place', ['warns no-place'], { occurrences: [...many(8), occurrence({ commune: null })] }],
  [
    'a cancelled event without a place',
    [],
    { occurrences: [...many(8), occurrence({ commune: null, status: 'cancelled' })] },
  ],
  [
    'a line that was not read',
    ['warns to-complete'],
    { toComplete: [{ text: 'Bal ?', date: null, reason: 'no-day' }] },
  ],
  [
    'what the article gets wrong',
    ['warns article-says'],
    { warnings: [{ code: 'weekday-mismatch', text: 'Jeudi 30' }] },
  ],
  ['a dead link', ['warns dead-link'], {}, { deadLinks: ['https://example.org/x'] }],
  ['an image without words', ['warns image-alt'], { image: { ...image, alt: null } }],
  ['an image without a credit', ['warns image-credit'], { image: { ...image, credit: null } }],
  ['a photo that is gone', ['warns image-unreachable'], { image }, { pictureProblem: 'image-unreachable' }],
  ['a photo that is none', ['warns image-unreadable'], { image }, { pictureProblem: 'image-unreadable' }],
  ['a mail of 102 kB', [], {}, { mailBytes: 102_000 }],
  ['a heavier mail', ['warns mail-size'], {}, { mailBytes: 102_001 }],
  ['a poster of two pages', ['warns poster-pages'], {}, { poster: { pages: 2, shrunk: true, cut: [] } }],
  ['a poster with the essentials only', ['warns poster-shrunk'], {}, { poster: { pages: 1, shrunk: true, cut: [] } }],
  ['a text cut on paper', ['warns paper-cut'], {}, { poster: { pages: 1, shrunk: false, cut: ['Un titre sans fin'] } }],
  [
    'what blocks comes first',
    ['blocks article-stale', 'warns dead-link'],
    { week: { from: '2026-06-29', to: '2026-07-05' } },
    { deadLinks: ['https://example.org/x'] },
  ],
]

for (const [name, expected, of, values] of cases) {
  test(name, () => {
    // The wrong week is empty of this week's dates, and that is its own finding.
    assert.deepEqual(found(of, values), expected)
    for (const language of ['fr', 'en']) {
      for (const finding of checkIssue(checked(of, values))) {
        const { text } = sayFinding(loadTexts(language), finding)
        assert.match(text, /[.!?]$|^Jeudi 30$/)
        assert.doesNotMatch(text, /\{|\}|undefined|\d{4}-\d\d-\d\d/)
      }
    }
  })
}
