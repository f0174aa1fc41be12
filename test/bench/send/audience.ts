import { freezeAudience } from '../../../src/address/freeze-audience.js'
import type { Store } from '../../../src/store/store.js'
import { deliverKey } from '../../../jobs/steps/deliver-key.js'
import { letter } from './letter.js'

/** Enters partners until there are `count`, a thousand at a time. */
export async function enterPartners(store: Store, count: number): Promise<void> {
  const entry = { organisation: null, kind: null, commune: null, role: null, language: 'fr' }
  for (let number = await store.partners.count(); number < count;) {
    await store.transaction(async ({ partners }) => {
      for (const end = Math.min(count, number + 1000); number < end; number++) {
        const email = `partenaire${number}@partenaires.example.org`
        await partners.enter({ ...entry, contactName: `Gîte ${number}`, email }, ['agenda'], 'partner')
      }
    })
  }
}

/** Freezes a campaign of `kilobytes` to all partners and queues it; gives its id. */
export async function freezeLetter(store: Store, key: string, kilobytes: number): Promise<string> {
  return await store.transaction(async (rows) => {
    const campaign = { key, kind: 'issue' as const, issueId: null, publication: 'agenda', message: letter(kilobytes) }
    const { id } = await rows.ledger.freeze(campaign, freezeAudience(rows.partners.subscriberPages('agenda')))
    await rows.jobs.add({ key: deliverKey(id), kind: 'deliver', payload: { campaign: id } })
    return id
  })
}
