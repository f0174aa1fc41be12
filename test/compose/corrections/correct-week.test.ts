import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { moved } from '../../../src/compose/corrections/arrange.js'
import { type CorrectedWeek, correctWeek, linesOf } from '../../../src/compose/corrections/correct-week.js'
import {
  changeOfEvent,
  changeOfFlag,
  changeOfText,
  type CorrectionChange,
} from '../../../src/compose/corrections/edit.js'
import { namedTarget, targetKey } from '../../../src/compose/corrections/target.js'
import { readingChanges } from '../../../src/compose/reading-changes.js'
import type { Agenda, Correction, EventLine, Occurrence } from '../../../src/domain/index.js'
import { agenda, occurrence, ongoing } from '../parts.js'

/** Corrections as the database would hold them after a change. */
function after(corrections: readonly Correction[], change: CorrectionChange): Correction[] {
  const version = Math.max(0, ...corrections.map((one) => one.version)) + 1
  const is = (a: Pick<Correction, 'target' | 'field'>) => (b: Pick<Correction, 'target' | 'field'>) =>
    targetKey(a.target) === targetKey(b.target) && a.field === b.field
  const kept = corrections.filter((one) => ![...change.put, ...change.drop].some((other) => is(one)(other)))
  const put = change.put.map((one, index) => ({ ...one, id: `${version}.${index}`, who: 'Camille', at: '', version }))
  return [...kept, ...put]
}

const line = (week: CorrectedWeek, title: string): EventLine => {
  const found = linesOf(week).find(({ now, said }) => now.title === title || said?.title === title)
  assert.ok(found, title)
  return found
}

const concert = occurrence({ title: 'Concert de jazz', start: '21:00', venue: 'place du Foirail' })
const market = (date: string) => occurrence({ title: 'Marché', date, start: '08:00' })
const days = ['2026-07-06', '2026-07-07', '2026-07-08', '2026-07-09']
const week = agenda({ occurrences: [...days.map(market), concert, occurrence({ title: 'Balade', start: '10:00' })] })
const later = correctWeek(week, [])
const atHalfPastEight = after([], changeOfEvent(line(later, 'Concert de jazz'), { start: '20:30' }))
const changed = (from: Occurrence, to: Partial<Occurrence>): Agenda => ({
  ...week,
  occurrences: week.occurrences.map((one) => (one === from ? { ...one, ...to } : one)),
})

test('a correction survives another hour, another wording and another order of the article, and says where they disagree', () => {
  assert.equal(line(correctWeek(week, atHalfPastEight), 'Concert de jazz').conflicts.length, 0)
  const moved = line(correctWeek(changed(concert, { start: '22:00' }), atHalfPastEight), 'Concert de jazz')
  assert.deepEqual(
    [moved.kind === 'occurrence' && moved.now.start, moved.conflicts.map((one) => one.article)],
    ['20:30', ['22:00']],
  )
  const adopted = line(correctWeek(changed(concert, { start: '20:30' }), atHalfPastEight), 'Concert de jazz')
  assert.equal(adopted.conflicts.length, 0, 'the blog took it over')
  for (const wording of ['Grand concert de jazz', 'Concert de jazz manouche']) {
    const renamed = line(correctWeek(changed(concert, { title: wording }), atHalfPastEight), wording)
    assert.equal(renamed.kind === 'occurrence' && renamed.now.start, '20:30', wording)
  }
  const otherDay = line(correctWeek(changed(concert, { date: '2026-07-11' }), atHalfPastEight), 'Concert de jazz')
  assert.equal(otherDay.kind === 'occurrence' && otherDay.now.start, '20:30')
})

test('what stood beside it all along never takes its correction, and a correction of nothing is shown', () => {
  const first = linesOf(later).find(({ now }) => now.title === 'Marché')
  assert.ok(first)
  const hidden = after([], changeOfFlag(first.target, 'hidden', true))
  const without = { ...week, occurrences: week.occurrences.slice(1) }
  const corrected = correctWeek(without, hidden)
  assert.ok(linesOf(corrected).every((one) => !one.hidden))
  assert.deepEqual(
    corrected.orphans.map(({ target }) => [target.title, target.date]),
    [['Marché', '2026-07-06']],
  )
  assert.equal(correctWeek(week, hidden).agenda.occurrences.length, week.occurrences.length - 1, 'it comes back')
})

test('days are ordered by staff, pins first; what comes new stands where its hour is', () => {
  const monday = () => correctWeek(week, corrections).dayLines[0]?.lines ?? []
  let corrections: Correction[] = []
  const titles = () => monday().map(({ now }) => now.title)
  assert.deepEqual(titles(), ['Marché', 'Balade', 'Concert de jazz'])
  const order = moved(monday(), monday()[2]?.ref ?? '', -1)
  assert.ok(order)
  const target = namedTarget('day', '2026-07-06')
  corrections = after(corrections, { put: [{ target, field: 'order', value: order, said: null }], drop: [] })
  assert.deepEqual(titles(), ['Marché', 'Concert de jazz', 'Balade'])
  corrections = after(corrections, changeOfFlag(monday()[2]!.target, 'pinned', true))
  assert.deepEqual(titles(), ['Balade', 'Marché', 'Concert de jazz'])
  assert.equal(moved(monday(), monday()[0]!.ref, 1), null, 'a pinned one stays above')
  const more = { ...week, occurrences: [...week.occurrences, occurrence({ title: 'Visite', start: '09:00' })] }
  assert.deepEqual(
    correctWeek(more, corrections).dayLines[0]?.lines.map(({ now }) => now.title),
    ['Balade', 'Marché', 'Visite', 'Concert de jazz'],
  )
})

test('a line left open becomes an event or is put aside; the article that makes it readable itself does not double it', () => {
  const text = 'Veillée contes mercredi à la ferme'
  const open = agenda({ toComplete: [{ text, date: '2026-07-08', reason: 'unread' }] })
  const [found] = correctWeek(open, []).openLines
  assert.ok(found)
  const event = occurrence({ title: 'Veillée contes', date: '2026-07-08', start: '20:00' })
  const completed = after([], { put: [{ target: found.target, field: 'event', value: event, said: null }], drop: [] })
  const done = correctWeek(open, completed)
  assert.deepEqual([done.agenda.occurrences, done.agenda.toComplete], [[event], []])
  const gone = correctWeek({ ...open, toComplete: [] }, completed)
  assert.deepEqual(gone.agenda.occurrences, [event], 'what staff wrote stays')
  const read = { ...open, toComplete: [], occurrences: [{ ...event, title: 'Veillée contes à la ferme' }] }
  assert.equal(correctWeek(read, completed).agenda.occurrences.length, 1)
  assert.equal(correctWeek(read, completed).orphans.length, 1)
  const aside = correctWeek(open, after([], changeOfFlag(found.target, 'dismissed', true)))
  assert.deepEqual([aside.agenda.toComplete, aside.openLines[0]?.dismissed], [[], true])
})

test('texts and the photo’s words are corrected; another photo does not take them', () => {
  const image = { url: 'https://blog.example.org/a.jpg', alt: null, credit: null }
  const said = agenda({ intro: 'Bonjour', image })
  const seen = correctWeek(said, [])
  let corrections = after([], changeOfText(seen.intro, 'Bonsoir'))
  corrections = after(corrections, changeOfText(seen.image!.credit, '© Office'))
  const { agenda: corrected } = correctWeek(said, corrections)
  assert.deepEqual([corrected.intro, corrected.image?.credit], ['Bonsoir', '© Office'])
  const other = correctWeek({ ...said, intro: 'Salut', image: { ...image, url: 'https://b.example/' } }, corrections)
  assert.deepEqual(
    [other.agenda.image?.credit, other.orphans.length, other.intro.conflict?.article],
    [null, 1, 'Salut'],
  )
  assert.deepEqual(changeOfText(other.intro, 'Salut').drop.length, 1, 'as the article says needs no correction')
})

test('what a new reading changes is told event by event', () => {
  const added = occurrence({ title: 'Vide-greniers', date: '2026-07-12' })
  const next = changed(concert, { start: '22:00' })
  const changes = readingChanges(
    { ...week, ongoing: [ongoing('Exposition')] },
    { ...next, occurrences: [...next.occurrences.slice(1), added] },
  )
  assert.deepEqual(
    changes.map((one) => [one.kind, one.event.title, one.kind === 'changed' && one.fields.map(({ field }) => field)]),
    [
      ['removed', 'Marché', false],
      ['changed', 'Concert de jazz', ['start']],
      ['added', 'Vide-greniers', false],
      ['removed', 'Exposition', false],
    ],
  )
})

const titles = ['Marché', 'Marché gourmand', 'Concert de jazz', 'Concert', 'Balade contée', 'Visite du moulin']
const events = fc.array(
  fc.record({
    title: fc.constantFrom(...titles),
    date: fc.constantFrom(...days),
    start: fc.constantFrom('08:00', '10:00', '21:00', null),
    commune: fc.constantFrom('Auch', 'Pavie', null),
  }),
  { maxLength: 12 },
)
const agendas = events.map((list) => agenda({ occurrences: list.map((one) => occurrence(one)) }))

test('property: corrections change what they name and nothing else, whatever the order of the article', () => {
  const cases = fc.record({ said: agendas, picks: fc.array(fc.nat(11), { maxLength: 4 }), seed: fc.nat() })
  fc.assert(
    fc.property(cases, ({ said, picks, seed }) => {
      const plain = linesOf(correctWeek(said, []))
      const chosen = [...new Set(picks)].flatMap((pick) => plain[pick] ?? [])
      const corrections = chosen.reduce<Correction[]>(
        (list, one) => after(list, changeOfEvent(one, { venue: `chez ${one.ref}` })),
        [],
      )
      const shuffled = said.occurrences.toSorted((a, b) => hashed(a, seed) - hashed(b, seed))
      const venues = (lines: EventLine[]) => new Map(lines.map((one) => [one.ref, one.now.venue]))
      for (const occurrences of [said.occurrences, shuffled]) {
        const corrected = correctWeek({ ...said, occurrences }, corrections)
        assert.deepEqual(corrected.orphans, [])
        const expected = plain.map(({ ref }) => [ref, chosen.some((one) => one.ref === ref) ? `chez ${ref}` : null])
        assert.deepEqual(venues(linesOf(corrected)), new Map(expected as [string, string | null][]))
      }
      assert.deepEqual(correctWeek(said, []).agenda, said)
    }),
    { numRuns: 150 },
  )
})

test('property: however the article changes, a correction is applied once or is an orphan, never both nor lost', () => {
  fc.assert(
    fc.property(agendas, agendas, fc.array(fc.nat(11), { maxLength: 5 }), (before, now, picks) => {
      const plain = linesOf(correctWeek(before, []))
      const chosen = [...new Set(picks)].flatMap((pick) => plain[pick] ?? [])
      const corrections = chosen.reduce<Correction[]>(
        (list, one) => after(list, changeOfEvent(one, { description: `vu ${one.ref}` })),
        [],
      )
      const corrected = correctWeek(now, corrections)
      const applied = linesOf(corrected).flatMap((one) => one.corrections)
      const orphaned = corrected.orphans.flatMap((one) => one.corrections)
      const ids = [...applied, ...orphaned].map(({ id }) => id).sort()
      assert.deepEqual(ids, corrections.map(({ id }) => id).sort())
      assert.equal(linesOf(corrected).length, now.occurrences.length)
    }),
    { numRuns: 150 },
  )
})

const hashed = (one: Occurrence, seed: number) =>
  [...JSON.stringify(one)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, seed)
