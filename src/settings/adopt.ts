import type { OfficeSettings } from '../domain/settings/office.js'
import type { PublicationSettings } from '../domain/settings/publications.js'

/**
 * Lets the running program go by settings that were changed in the console: those that are asked anew each time. All
 * else takes effect at the next start.
 */
export function adoptSettings(
  running: { office: OfficeSettings; publications: Record<string, PublicationSettings> },
  written: { office: OfficeSettings; publications: Record<string, PublicationSettings> },
): void {
  const { staff, replyTo } = written.office
  Object.assign(running.office, { staff, replyTo })
  for (const [name, publication] of Object.entries(running.publications)) {
    const now = written.publications[name]
    if (now?.kind === 'weekly-agenda' && publication.kind === 'weekly-agenda')
      Object.assign(publication, { season: now.season, proof: now.proof, send: now.send })
    if (now?.kind === 'monthly-news' && publication.kind === 'monthly-news')
      Object.assign(publication, { draft: now.draft, reminder: now.reminder, proof: now.proof, send: now.send })
  }
}
