import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CommuneNames } from '../../../src/collect/reading/commune-names.js'
import { HeadingsAbove } from '../../../src/collect/reading/headings-above.js'
import { headingOf, type Heading } from '../../../src/collect/reading/headings.js'
import { linesOf } from '../../../src/collect/reading/lines.js'
import type { Line } from '../../../src/collect/reading/line.js'
import { officeCommunes } from '../../scoring/folder.js'

const week = { from: '2026-07-06', to: '2026-07-12' }
const communes = officeCommunes()
const names = new CommuneNames(communes, communes.members.join(' '))

function after(html: string): HeadingsAbove {
  const above = new HeadingsAbove(names)
  for (const [order, line] of linesOf(html).entries()) open(above, headingOf(line, week, names) as Heading, line, order)
  return above
}

function open(above: HeadingsAbove, heading: Heading, line: Line, order: number): void {
  if (heading.kind === 'day') above.openDay(heading, line, order)
  else if (heading.kind === 'commune') above.openCommune(heading.name, line, order)
  else if (heading.kind === 'moment') above.openMoment(heading.moment)
  else if (heading.kind !== 'hour') above.openSection(heading, line, false)
}

const item = linesOf('<p>Bal</p>')[0] as Line
const told = (html: string) => {
  const { section, dates, commune, moment } = after(html).around(item, null)
  return [section, dates.map((date) => date.slice(8)).join(), commune, moment]
}

const cases: Array<[string, Array<string | null>]> = [
  ['<h2>Mardi 7</h2><h3>Pavie</h3>', ['day', '07', 'Pavie', null]],
  ['<h2>Mardi 7</h2><h3>Pavie</h3><h3>Mercredi 8</h3>', ['day', '08', null, null]],
  ['<h2>Pavie</h2><h3>Mardi 7</h3><h3>Mercredi 8</h3>', ['day', '08', 'Pavie', null]],
  ['<h2>Mardi 7</h2><h3>Matin</h3>', ['day', '07', null, 'morning']],
  ['<h2>Mardi 7</h2><h2>Temps forts</h2>', ['other', '', null, null]],
  ['<h2>Horaires</h2><h3>Mardi 7</h3>', ['foreign', '', null, null]],
]

for (const [html, expected] of cases) test(`what stands below ${html}`, () => assert.deepEqual(told(html), expected))
