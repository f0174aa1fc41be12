import { freezeAudience } from '../../src/address/freeze-audience.js'
import type { JobContext } from './context.js'

/** How many an issue of a publication would go to, were it sent now. */
export async function audienceCount({ store }: JobContext, publication: string): Promise<number> {
  let count = 0
  for await (const page of freezeAudience(store.partners.subscriberPages(publication)))
    count += page.filter((recipient) => !recipient.excluded).length
  return count
}
