import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { thePerson } from '../../src/domain/index.js'
import { openPublicPages, type PublicPages, sendTheAgenda } from '../support/public-pages.js'

let pages: PublicPages
before(async () => {
  pages = await openPublicPages()
})
after(() => pages?.close())

const mailsTo = (address: string) =>
  pages.friday.sink.messages.filter((one) => one.to === address).map((one) => one.raw)

/** What a visitor gets to see of an answer. */
async function seen(answer: Response): Promise<unknown[]> {
  return [answer.status, answer.headers.get('location'), await answer.text()]
}

test('the answer to a sign-up is the same for an address that is new, known or opposed, and for a machine', async () => {
  const { store } = pages.friday.app.context
  await store.transaction((rows) =>
    rows.partners.stopEverything('p3@partenaires.example.org', { who: thePerson, door: 'preferences' }),
  )
  const fresh = await seen(await pages.post('/inscription', { email: 'new@example.org', publication: 'agenda' }))
  assert.deepEqual(fresh, [303, '/inscription/merci', ''])
  for (const email of ['p1@partenaires.example.org', 'p3@partenaires.example.org'])
    assert.deepEqual(await seen(await pages.post('/inscription', { email, publication: 'agenda' })), fresh)
  const machine = { email: 'machine@example.org', publication: 'agenda', website: 'https://spam.example.org' }
  assert.deepEqual(await seen(await pages.post('/inscription', machine)), fresh)
  await pages.friday.app.queue.runDue()
  assert.equal(
    await store.signUps.countSince('machine@example.org', pages.friday.clock.now().subtract({ hours: 1 })),
    0,
  )
  const told = pages.friday.sink.messages.map((one) => one.to).sort()
  assert.deepEqual(told, ['new@example.org', 'p1@partenaires.example.org', 'p3@partenaires.example.org'])
  assert.match(mailsTo('new@example.org')[0] ?? '', /^Subject: .*confirmez/m)
  assert.equal((await store.persons.everythingAbout('new@example.org')).contacts.length, 0)
})

test('a form speaks the language of whoever fills it in, and so does its mail', async () => {
  const form = await fetch(`${pages.url}/inscription`, { headers: { 'Accept-Language': 'en-GB,en;q=0.9' } })
  assert.match(await form.text(), /<html lang="en">.*Receive our letters/s)
  assert.match(await (await fetch(`${pages.url}/inscription?lang=fr`)).text(), /<html lang="fr">/)
  const answer = await pages.post('/inscription?lang=en', { email: 'walker@example.org', publication: 'agenda' })
  assert.equal(answer.headers.get('location'), '/inscription/merci?lang=en')
  await pages.friday.app.queue.runDue()
  assert.match(mailsTo('walker@example.org')[0] ?? '', /Subject: OT Grand Auch: confirm your sign-up/)
})

test('what cannot be used is asked again, and nothing is sent for it', async () => {
  const before = pages.friday.sink.messages.length
  for (const fields of [
    { email: 'no address', publication: 'agenda' },
    { email: 'a@example.org', publication: 'unknown' },
    { email: 'a@example.org\r\nBcc: b@example.org', publication: 'agenda' },
  ]) {
    const answer = await pages.post('/inscription', fields)
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /role="alert"/)
  }
  assert.equal((await pages.post('/inscription', { email: 'x'.repeat(20_000) })).status, 413)
  await pages.friday.app.queue.runDue()
  assert.equal(pages.friday.sink.messages.length, before)
})

test('an address is written to three times a day at most, and a client has twenty forms an hour', async () => {
  const client = (last: string) => ({ 'X-Forwarded-For': `192.0.2.${Math.floor(Math.random() * 200)}, ${last}` })
  const victim = { email: 'victim@example.org', publication: 'agenda' }
  for (let time = 0; time < 20; time++)
    assert.equal((await pages.post('/inscription', victim, client('198.51.100.1'))).status, 303)
  await pages.friday.app.queue.runDue()
  assert.equal(mailsTo('victim@example.org').length, 3)
  assert.equal((await pages.post('/inscription', victim, client('198.51.100.1'))).status, 429)
  assert.equal((await pages.post('/inscription', victim, client('198.51.100.2'))).status, 303)
})

test('who wants papers as links gets the same mail without attachments', async () => {
  const { store } = pages.friday.app.context
  const [one] = (await store.partners.subscriberPages('agenda').next()).value ?? []
  assert.equal(one?.email, 'p1@partenaires.example.org')
  const answer = await pages.post(`/preferences/${one.token}`, { publication: 'agenda', papers: 'linked', name: '' })
  assert.equal(answer.headers.get('location'), `/preferences/${one.token}?fait=enregistre`)
  await sendTheAgenda(pages)
  const [attached, linked] = ['p2', 'p1'].map((name) => mailsTo(`${name}@partenaires.example.org`).at(-1) ?? '')
  assert.match(attached ?? '', /affiche-2026-W28\.pdf"?\r\n/)
  assert.doesNotMatch(linked ?? '', /Content-Disposition: attachment/)
  const poster = `${pages.url}/numeros/agenda/2026-W28/affiche.pdf`
  for (const raw of [attached, linked]) assert.ok((await pages.linksOf(raw ?? '')).includes(poster))
  assert.equal((await fetch(poster)).status, 200)
})
