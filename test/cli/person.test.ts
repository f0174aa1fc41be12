import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { loadTexts } from '../../src/base/texts.js'
import type { PersonFile } from '../../src/domain/index.js'
import { personFileText } from '../../src/report/person-file.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'

test('a person is shown, is erased only on a yes, and is not written to when the same file comes again', async (t) => {
  const folder = await scratchFolder('person')
  t.after(() => rm(folder, { recursive: true }))
  const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/' })
  const file = `${folder}/partners.csv`
  await writeFile(file, 'nom;commune;contact;email\nGîte du Pont;Auch;Jeanne Lanne;pont@gite.example.org\n')
  const run = async (...args: string[]) => {
    const program = runProgram(['partners', ...args, '--config', config, '--data', `${folder}/data`])
    return { code: await program.ended, said: program.output() }
  }
  const address = 'Pont@gite.example.org'
  await run('import', file)
  assert.equal((await run('erase', address)).code, 2)
  const erased = await run('erase', address, '--yes')
  assert.match(erased.said, /un contact, un abonnement.*Gardé : Gîte du Pont.*Gardé : une empreinte/s)
  await run('import', file)
  const { opposition, contacts } = JSON.parse((await run('show', address, '--json')).said) as PersonFile
  assert.deepEqual([contacts.map((one) => one.list?.file), opposition?.reason], [['partners.csv'], 'erased'])
  assert.match((await run('erase', address, '--yes', '--organisation')).said, /Effacé aussi : Gîte du Pont/)
})

test('a file about a person reads well in both languages, whatever it holds', () => {
  const at = '2026-07-04T05:30:00.000Z'
  const contact = { role: null, language: 'fr', papers: 'linked', since: at }
  const file: PersonFile = {
    address: 'a@example.org',
    at,
    contacts: [
      {
        ...contact,
        name: null,
        email: 'a@example.org',
        organisation: null,
        list: { file: 'partners.csv', who: 'camille' },
      },
    ],
    subscriptions: [{ publication: 'agenda', ground: 'asked', since: at, until: at, why: 'one-click' }],
    signUps: [{ publications: ['agenda'], name: null, askedAt: at, confirmedAt: null, text: '{J’accepte} <b>' }],
    opposition: { since: at, reason: 'a-reason-of-tomorrow' },
    deliveries: [{ at, subject: 'S', kind: 'issue', state: 'failed', reason: null, attempts: 1, reply: '550 no' }],
    bounces: [{ at, kind: 'soft', reason: 'mailbox-full' }],
    orders: [{ at, state: 'completed', remark: null, lines: [{ title: 'Guide', copies: 50 }] }],
    journal: [
      {
        at,
        who: 'camille',
        what: 'subscribed',
        door: 'sign-up',
        publication: 'agenda',
        ground: 'asked',
        agreed: { text: 'Oui', version: 'abc' },
        note: null,
      },
    ],
  }
  const french = personFileText(file, loadTexts('fr'), 'Europe/Paris')
  assert.match(french, /sans nom, a@example\.org.*en lien.*par la liste partners\.csv/)
  assert.match(french, /à sa demande, depuis le 4 juillet 2026, arrêté le 4 juillet 2026 \(en un clic/)
  assert.match(french, /pas confirmé.*\{J’accepte\} <b>/)
  assert.match(french, /a-reason-of-tomorrow/)
  assert.match(french, /par camille, par le lien de confirmation.*version abc/)
  const english = personFileText(file, loadTexts('en'), 'Europe/Paris')
  assert.match(english, /# What we know of a@example\.org/)
  assert.match(english, /refused|failed/)
  assert.match(
    personFileText(
      {
        ...file,
        contacts: [],
        subscriptions: [],
        signUps: [],
        opposition: null,
        deliveries: [],
        bounces: [],
        orders: [],
        journal: [],
      },
      loadTexts('fr'),
      'Europe/Paris',
    ),
    /Nous ne savons rien/,
  )
})
