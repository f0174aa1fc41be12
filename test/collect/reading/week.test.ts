import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleWeek } from '../../../src/collect/reading/week.js'

const weekOf = (title: string, html = '', publishedAt: string | null = '2026-07-24T22:30:00Z') =>
  articleWeek({ title, html, publishedAt }, 'Europe/Paris')?.from ?? null

const titles: Array<[string, string]> = [
  ['Du 27 juillet au 2 août 2026', '2026-07-27'],
  ['(27 juillet-2 août)', '2026-07-27'],
  ['3-9 août', '2026-08-03'],
  ['du 29/06 au 05/07/2026', '2026-06-29'],
  ['semaine du lundi 27 juillet', '2026-07-27'],
  ['semaine du 11 août 2025', '2025-08-11'],
  ['SEMAINE 31', '2026-07-27'],
]

for (const [title, monday] of titles) test(`week of "${title}"`, () => assert.equal(weekOf(title), monday))

test('a season is not a week', () => assert.equal(weekOf('Du 1er juillet au 31 août'), null))

test('the turn of the year takes the nearest year', () => {
  assert.equal(weekOf('Du 29 décembre au 4 janvier', '', '2026-12-26T09:00:00Z'), '2026-12-28')
})

test('the first lines tell what the title does not', () => {
  assert.equal(weekOf('Que faire ?', '<p>La semaine du lundi 10 au dimanche 16 août.</p>'), '2026-08-10')
})

test('headings tell what nothing else does, and a wrong one is outvoted', () => {
  const html = ['Lundi 27', 'Mardi 28', 'Jeudi 30 juin', 'Samedi 1er août'].map((day) => `<h3>${day}</h3>`).join('')
  assert.equal(weekOf('Que faire ?', html), '2026-07-27')
})
