import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadTexts } from '../../src/base/texts.js'
import { dateNear, fullDate, hourText, weekSpan } from '../../src/render/dates.js'

const [fr, en] = [loadTexts('fr'), loadTexts('en')]

test('dates are written as the French do', () => {
  assert.equal(fullDate('2026-07-04', fr), 'samedi 4 juillet 2026')
  assert.equal(fullDate('2026-08-01', fr), 'samedi 1er août 2026')
  assert.equal(fullDate('2026-08-01', en), 'Saturday 1 August 2026')
  assert.equal(dateNear('2027-01-31', '2026-07-06', fr), '31 janvier 2027')
  assert.equal(dateNear('2026-09-26', '2026-07-06', fr), '26 septembre')
})

test('a week says its months and years only where they differ', () => {
  assert.equal(weekSpan({ from: '2026-07-06', to: '2026-07-12' }, fr), 'du 6 au 12 juillet 2026')
  assert.equal(weekSpan({ from: '2026-06-29', to: '2026-07-05' }, fr), 'du 29 juin au 5 juillet 2026')
  assert.equal(weekSpan({ from: '2026-12-28', to: '2027-01-03' }, fr), 'du 28 décembre 2026 au 3 janvier 2027')
  assert.equal(weekSpan({ from: '2026-07-06', to: '2026-07-12' }, en), '6 to 12 July 2026')
})

test('hours follow the setting, and never break', () => {
  assert.equal(hourText('20:30', '20h30', fr), '20h30')
  assert.equal(hourText('09:05', '20h30', fr), '9h05')
  assert.equal(hourText('20:00', '20h30', fr), '20h')
  assert.equal(hourText('00:00', '20h30', fr), '0h')
  assert.equal(hourText('20:30', '20 h 30', fr), '20\u00a0h\u00a030')
  assert.equal(hourText('20:00', '20 h 30', fr), '20\u00a0h')
  assert.equal(hourText('20:30', '20h30', en), '20:30')
})
