import type { Segment, UnusableSegment } from '../../src/domain/index.js'
import type { PublicationSettings } from '../../src/domain/settings/publications.js'
import { unusableSentence } from '../../src/report/segment-faults.js'
import type { Subscriber } from '../../src/store/partners.js'
import type { Rows } from '../../src/store/store.js'
import type { PlannedIssue } from './calendar-of-publication.js'
import type { JobContext } from './context.js'
import { alarm } from './notices.js'
import { publicationSettings } from './publication-settings.js'
import { aboutWords } from './words.js'

/** Whom a publication goes to. */
export interface PublicationAudience {
  /** Kept with the campaign; undefined for all subscribers. */
  segments?: Segment[]
  /** Its subscribers, page by page, each time anew. */
  pages(publication: string): AsyncIterable<Subscriber[]>
}

/**
 * All subscribers, or those of the segment that the settings name.
 * @throws {UnusableSegment} when there is no such segment, or the directory does not know where its place is.
 */
export async function audienceOf(
  rows: Rows,
  { audience }: Pick<PublicationSettings, 'audience'>,
): Promise<PublicationAudience> {
  if (audience === undefined) return { pages: (publication) => rows.partners.subscriberPages(publication) }
  const segments = [await rows.segments.required(audience)]
  const among = await rows.segments.contactsOf(segments)
  return { segments, pages: (publication) => rows.partners.subscriberPages(publication, undefined, among) }
}

/** Tells staff, once per issue, that its segment cannot be told. */
export async function tellUnusable(
  context: JobContext,
  rows: Rows,
  plan: PlannedIssue,
  error: UnusableSegment,
): Promise<void> {
  await alarm(context, rows, {
    key: `alarm/audience/${plan.publication}/${plan.period}`,
    code: 'audience',
    values: {
      publication: publicationSettings(context, plan.publication).title,
      why: unusableSentence(error, context.texts),
      about: aboutWords(context.texts, plan.period),
    },
    issueId: null,
  })
}
