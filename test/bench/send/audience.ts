import { freezeAudience } from '../../../src/address/freeze-audience.js'
import type { Store } from '../../../src/store/store.js'
import { deliverKey } from '../../../jobs/steps/deliver-key.js'
import { letter } from './letter.js'
import { enterPartners as enterListed } from '../../support/enter-partners.js'

/** Enters partners until there are `count`, a thousand at a time. */
export async function enterPartners(store: Store, count: number): Promise<void> {
  for (let first = await store.partners.count(); first < count; first += 1000) {
    const partners = Array.from({ length: Math.min(count - first, 1000) }, (_, index) => ({
      contactName: `Gîte ${first + index}`,
      email: `partenaire${first + index}@partenaires.example.org`,
    }))
    await enterListed(store, partners, ['agenda'])
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
