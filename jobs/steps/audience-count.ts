import { freezeAudience } from '../../src/address/freeze-audience.js'
import { UnusableSegment } from '../../src/domain/index.js'
import { audienceOf } from './audience.js'
import type { JobContext } from './context.js'
import { publicationSettings } from './publication-settings.js'

/** How many an issue of a publication would go to, were it sent now; nobody where its segment cannot be told. */
export async function audienceCount(context: JobContext, publication: string): Promise<number> {
  try {
    const { pages } = await audienceOf(context.store, publicationSettings(context, publication))
    let count = 0
    for await (const page of freezeAudience(pages(publication)))
      count += page.filter((recipient) => !recipient.excluded).length
    return count
  } catch (error) {
    if (error instanceof UnusableSegment) return 0
    throw error
  }
}
