import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freezeAudience } from '../../src/address/freeze-audience.js'
import { openStore } from '../../src/store/store.js'
import { letter } from '../bench/send/letter.js'
import { enterPartners } from '../support/enter-partners.js'

test('an address that several partners share gets one copy, on whatever page of the audience they stand', async () => {
  const store = await openStore({ file: ':memory:' })
  const partner = (number: number) => ({ organisation: `Gîte ${number}`, email: `shared${number % 3}@example.org` })
  await enterPartners(
    store,
    Array.from({ length: 20 }, (_, number) => partner(number)),
    ['agenda'],
  )
  // Who has left does not take the copy away from the one who, with the same address, asks for it again.
  let back = ''
  for await (const page of store.partners.subscriberPages('agenda', 7))
    for (const one of page.filter(({ email }) => email.startsWith('shared2'))) {
      await store.partners.unsubscribe(one.id, 'agenda', 'unsubscribe-page')
      back = one.id
    }
  await enterPartners(store, [{ organisation: 'Camping', email: 'Shared2@Example.org' }], ['agenda'])
  await store.partners.ask(back, 'agenda', { who: 'the person', door: 'sign-up' })
  const id = await store.transaction(async (rows) => {
    const campaign = {
      key: 'pages',
      kind: 'issue' as const,
      issueId: null,
      publication: 'agenda',
      message: letter(1),
    }
    return (await rows.ledger.freeze(campaign, freezeAudience(rows.partners.subscriberPages('agenda', 4)))).id
  })
  const rows = await store.campaigns.deliveries(id)
  assert.equal(rows.length, 21)
  const again = rows.find((row) => row.email === 'Shared2@Example.org')
  assert.equal(again?.reason, 'unsubscribed', 'a contact whose address has left was subscribed anew')
  const written = rows.filter((row) => row.state === 'pending').map((row) => row.email)
  assert.deepEqual(written.sort(), ['shared0@example.org', 'shared1@example.org', 'shared2@example.org'])
  assert.deepEqual(new Set(rows.flatMap((row) => row.reason ?? [])), new Set(['duplicate', 'unsubscribed']))
  await store.close()
})
