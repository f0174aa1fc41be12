import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caniemail } from 'caniemail'
import type { Edition } from '../../src/domain/index.js'
import { renderEditionMail } from '../../src/render/edition-mail.js'
import { renderMail } from '../../src/render/mail.js'
import { month } from '../fixtures/issues/month.js'
import { quiet } from '../fixtures/issues/quiet.js'
import { usual } from '../fixtures/issues/usual.js'
import { links, office } from '../fixtures/office.js'
import { matchGolden } from '../golden.js'
import { limitedSomewhere, missingSomewhere } from './allowed-in-mails.js'

const site = 'https://tourisme.example.org'
const clients: Parameters<typeof caniemail>[0]['clients'] = ['gmail.*', 'outlook.*', 'apple-mail.*']

const edition: Edition = {
  id: 'guide-2027',
  title: 'Guide touristique 2027',
  kind: 'guide',
  year: 2027,
  languages: ['fr', 'en'],
  pdfUrl: null,
  onlineUrl: null,
  copiesPerBox: 40,
  grams: 180,
  replaces: null,
  createdAt: '2026-11-01T08:00:00.000Z',
}

const release = (of = { office, edition }) =>
  renderEditionMail({
    ...of,
    content: {
      subject: 'Le guide touristique 2027 est arrivé',
      message: [
        'Il sent encore l’encre : vos exemplaires vous attendent.',
        'Quatre-vingt-quatre pages en deux langues.',
      ],
      picture: { alt: 'Une table sous un figuier', credit: 'Camille Lartigue', width: 1088, height: 600 },
      share: [{ where: 'Facebook', text: 'Le nouveau guide est là !\nPassez le prendre chez nous.' }],
    },
    cover: { width: 840, height: 1190 },
    links: {
      order: `${site}/commande/jeton`,
      online: `${site}/editions/guide-2027/`,
      cover: `${site}/editions/guide-2027/couverture.jpg`,
      picture: `${site}/editions/guide-2027/annonce-1.jpg`,
      shareImage: `${site}/editions/guide-2027/partage.jpg`,
      unsubscribe: `${site}/d/jeton/editions`,
      preferences: `${site}/preferences/jeton`,
    },
    reminder: true,
  })

test('the mail of a release is the one that was looked at', async () => {
  const { html, text } = await release()
  matchGolden('mail-release.html', html)
  matchGolden('mail-release.txt', text)
})

test('a map is looked at, and an office whose name says the sender’s signs once', async () => {
  const sender = { ...office.sender, name: 'Office de tourisme' }
  const of = {
    office: { ...office, sender, name: "Office de tourisme d'Auch" },
    edition: { ...edition, kind: 'map' as const },
  }
  const { text } = await release(of)
  assert.match(text, /La voir en ligne/)
  assert.match(text, /\n\nOffice de tourisme d’Auch\n/)
})

test('Gmail, Outlook and Apple Mail show all that our mails use, but for what is allowed with its reason', async () => {
  const ways = { office, links, unsubscribeUrl: `${site}/d/jeton`, preferencesUrl: `${site}/preferences/jeton` }
  const newsletters = await Promise.all([usual, quiet, month].map((issue) => renderMail(issue, ways)))
  const mails = [...newsletters, await release()]
  const found = { errors: new Set<string>(), warnings: new Set<string>() }
  for (const { html } of mails) {
    const { issues } = caniemail({ clients, html })
    for (const level of ['errors', 'warnings'] as const)
      for (const client of issues[level]?.values() ?? []) for (const { title } of client) found[level].add(title)
  }
  const beyond = [...found.errors].filter((title) => !Object.hasOwn(missingSomewhere, title))
  assert.deepEqual(beyond, [], 'not known everywhere')
  const limited = [...found.warnings].filter(
    (title) => !Object.hasOwn(limitedSomewhere, title) && !Object.hasOwn(missingSomewhere, title),
  )
  assert.deepEqual(limited, [], 'known in part')
  // Lines that no mail needs any more would hide the next mail's faults.
  assert.deepEqual([...found.errors].sort(), Object.keys(missingSomewhere).sort())
  assert.deepEqual(
    Object.keys(limitedSomewhere).filter((title) => !found.warnings.has(title)),
    [],
  )
})
