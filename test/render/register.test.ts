import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import { officeSchema } from '../../src/domain/settings/office.js'
import { publicationsSchema } from '../../src/domain/settings/publications.js'
import { renderRegister } from '../../src/render/register.js'
import { office } from '../fixtures/office.js'

const { publications } = publicationsSchema.parse({
  publications: {
    agenda: { title: 'L’agenda <b>', feed: 'blog', article: { title: 'x' }, season: { from: '07-01', to: '08-31' } },
  },
})

test('the record of processing says what article 30 asks for, in both languages, from the settings alone', () => {
  const french = load(renderRegister({ office, publications, language: 'fr', today: '2026-07-04' }))
  assert.equal(french('html').attr('lang'), 'fr')
  assert.equal(french('h2').length, 9)
  const said = french('main').text()
  for (const words of [office.name, 'L’agenda <b>', 'art. 6.1 f', '36 mois', '24 mois', '30 jours', 'privacy.hosts'])
    assert.ok(said.includes(words), words)

  const named = officeSchema.parse({
    ...office,
    privacy: {
      officer: { name: 'Syndicat numérique', address: 'dpo@syndicat.example.org' },
      hosts: [{ name: 'Hébergeur', role: 'hébergement' }],
    },
    retention: { contactsMonths: 12, automatic: true },
  })
  const english = load(renderRegister({ office: named, publications, language: 'en', today: '2026-07-04' }))
  const told = english('main').text()
  for (const words of ['dpo@syndicat.example.org', 'Hébergeur: hébergement (France)', '12 months', 'every night'])
    assert.ok(told.includes(words), words)
  assert.doesNotMatch(told, /privacy\.hosts/)
})
