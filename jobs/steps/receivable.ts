import { editionsPublication } from '../../src/domain/settings/editions.js'
import type { PublicationSettings, WeeklyAgendaSettings } from '../../src/domain/settings/publications.js'
import type { Newsroom } from './context.js'

/** What a partner may receive, as the public pages show it. */
export type Receivable = Pick<PublicationSettings, 'title' | 'signUp'> & Pick<WeeklyAgendaSettings, 'attach'>

/** Everything that a partner may receive or leave, by name: the publications, and the announcements of editions. */
export function receivable({
  office,
  publications,
}: Pick<Newsroom, 'office' | 'publications'>): Record<string, Receivable> {
  const papers = Object.entries(publications).map(([name, one]) => {
    return [name, { ...one, attach: one.kind === 'weekly-agenda' ? one.attach : [] }]
  })
  return {
    ...Object.fromEntries(papers),
    [editionsPublication]: { title: office.editions.title, signUp: false, attach: [] },
  }
}
