import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadTexts } from '../../src/base/texts.js'
import { conditionNames, readRule } from '../../src/domain/index.js'
import { faultSentence } from '../../src/report/segment-faults.js'
import { segmentSentence } from '../../src/report/segment-sentence.js'

const publications = { 'weekly-agenda': { title: 'L’agenda de la semaine' } }

/** A rule as written, and how it reads in French and English; no-break spaces are shown as plain ones. */
const sentences: [rule: object, french: string, english: string][] = [
  [
    {
      all: [
        { bounced: false },
        { label: 'Accueil Vélo' },
        { commune: ['Auch', 'Pavie'] },
        { within: { km: 20, of: { commune: 'Le Houga' } } },
        { kind: ['hôtel', 'campings'] },
      ],
    },
    'Hôtels et campings d’Auch ou de Pavie, à 20 km au plus du Houga, avec le label Accueil Vélo, dont l’adresse n’a jamais été refusée',
    'Hotels and campsites in Auch or Pavie, within 20 km of Le Houga, with the label Accueil Vélo, whose address was never refused',
  ],
  [
    { any: [{ all: [{ kind: 'hotel' }, { commune: 'Les Angles' }] }, { all: [{ kind: 'shop' }, { poster: true }] }] },
    'Hôtels des Angles, ou commerces qui affichent l’agenda',
    'Hotels in Les Angles, or shops who pin up the agenda',
  ],
  [
    {
      all: [
        { commune: 'Éauze' },
        { none: [{ kind: ['restaurant', 'Aire de camping-cars'] }, { all: [{ kind: 'shop' }, { staff: 'Inès' }] }] },
        { all: [{ subscribed: 'weekly-agenda' }] },
      ],
    },
    'Partenaires d’Éauze, qui reçoivent « L’agenda de la semaine », sauf les restaurants et « Aire de camping-cars » et les commerces dont le référent est Inès',
    'Partners in Éauze, who receive “L’agenda de la semaine”, except restaurants and “Aire de camping-cars” and shops looked after by Inès',
  ],
  [
    {
      all: [
        { language: ['en', 'es'] },
        { spoken: 'oc' },
        { entered: { since: '2026-01-01', before: '2026-07-14' } },
        { within: { km: 2.5, of: { organisation: 'Musée', commune: 'Auch' }, orUnplaced: true } },
        { any: [{ kind: 'museum-or-site' }, { all: [{ kind: 'activity' }, { none: [{ suppressed: true }] }] }] },
      ],
    },
    'Partenaires, à 2,5 km au plus de « Musée » (Auch) ou sans position connue, où l’on parle occitan, à qui l’on écrit en anglais ou espagnol, entre le 1er janvier 2026 et le 14 juillet 2026 dans l’annuaire, parmi les musées et sites ou les activités (sauf les partenaires qui sont sur la liste d’opposition)',
    'Partners, within 2.5 km of “Musée” (Auch) or without a known position, where one speaks Occitan, written to in English or Spanish, entered between January 1, 2026 and July 14, 2026, among museums and sites or activities (except partners who are on the opposition list)',
  ],
  [
    { none: [{ notSubscribed: ['weekly-agenda', 'x'] }, { entered: { since: '2026-02-01' } }] },
    'Partenaires, sauf les partenaires qui ne reçoivent pas « L’agenda de la semaine » ni « x » et les partenaires dans l’annuaire depuis le 1er février 2026',
    'Partners, except partners who do not receive “L’agenda de la semaine” nor “x” and partners entered since February 1, 2026',
  ],
  [
    {
      all: [
        { outdated: { title: 'Guide touristique', year: 2026 } },
        { took: { title: 'Plan de ville 2025', year: 2025 } },
        {
          any: [
            { ordered: { never: true } },
            { ordered: { before: '2026-01-01' } },
            { ordered: { since: '2026-07-14' } },
          ],
        },
      ],
    },
    'Partenaires, qui ont reçu « Plan de ville 2025 », qui ont encore « Guide touristique (2026) », parmi les partenaires qui n’ont jamais commandé, les partenaires dont la dernière commande date d’avant le 1er janvier 2026 ou les partenaires qui ont commandé depuis le 14 juillet 2026',
    'Partners, who received “Plan de ville 2025”, who still have “Guide touristique (2026)”, among partners who never ordered, partners whose last order was before January 1, 2026 or partners who ordered since July 14, 2026',
  ],
  [
    {
      all: [{ within: { km: 5, of: { latitude: 43.64651, longitude: -0.5855 } } }, { kind: 'hotel' }, { kind: 'shop' }],
    },
    'Hôtels, de la catégorie commerce, à 5 km au plus du point 43,64651 ; -0,5855',
    'Hotels, of the kind shop, within 5 km of the point 43.64651; -0.5855',
  ],
]

for (const [written, french, english] of sentences)
  test(`a rule reads as a sentence: ${french}`, () => {
    const { rule } = readRule(written)
    assert.ok(rule)
    const said = (language: string) =>
      segmentSentence(rule, loadTexts(language), publications).replaceAll(/[\u00a0\u202f]/g, ' ')
    assert.equal(said('fr'), french)
    assert.equal(said('en'), english)
  })

test('every fault of a rule says what, where and what to write, in both languages', () => {
  const wrong: [unknown, string][] = [
    [null, ' group'],
    [[{ kind: 'hotel' }], ' group'],
    [{ kind: 'hotel' }, 'kind group'],
    [{ all: [] }, 'all empty'],
    [{ all: 'hotel' }, 'all empty'],
    [{ all: ['hotel'] }, 'all.0 empty'],
    [{ all: [{ kind: 'hotel', commune: 'Auch' }] }, 'all.0.commune several'],
    [{ all: [{ comune: 'Auch' }] }, 'all.0.comune unknown'],
    [{ all: [{ constructor: 'Auch' }] }, 'all.0.constructor unknown'],
    [{ all: [{ subscribed: 'gazette' }] }, 'all.0.subscribed publication'],
    [{ all: [{ entered: {} }] }, 'all.0.entered entered'],
    [{ all: [{ entered: { since: '2026-02-30' } }] }, 'all.0.entered entered'],
    [{ all: [{ within: { km: 0, of: { commune: 'Auch' } } }] }, 'all.0.within within'],
    [{ all: [{ within: { km: 5, of: { latitude: 91, longitude: 0 } } }] }, 'all.0.within within'],
    [{ all: Array.from({ length: 101 }, () => ({ kind: 'hotel' })) }, 'all many'],
    [{ all: [{ any: [{ none: [{ all: [{ any: [{ kind: 'hotel' }] }] }] }] }] }, 'all.0.any.0.none.0.all.0.any deep'],
    ...conditionNames.map((name): [unknown, string] => [{ none: [{ [name]: null }] }, `none.0.${name} ${name}`]),
  ]
  for (const [written, expected] of wrong) {
    const { faults } = readRule(written, ['weekly-agenda'])
    assert.deepEqual(
      faults?.map(({ path, code }) => `${path.join('.')} ${code}`),
      [expected],
    )
    for (const language of ['fr', 'en'])
      for (const fault of faults ?? []) assert.match(faultSentence(fault, loadTexts(language)), /\S{2}/)
  }
  assert.deepEqual(readRule({ all: [{ kind: [] }, { x: 1 }] }).faults?.length, 2, 'all are told at once')
})
