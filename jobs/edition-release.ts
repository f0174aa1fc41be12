import { type Candidate, freezeAudience } from '../src/address/freeze-audience.js'
import { typeset } from '../src/base/typography.js'
import {
  type Announcement,
  type ChangeSource,
  type CheckFinding,
  coverNames,
  type Edition,
  editionFiles,
  theProgram,
} from '../src/domain/index.js'
import { editionsPublication } from '../src/domain/settings/editions.js'
import type { ContactQuery } from '../src/store/segments/people.js'
import type { Rows } from '../src/store/store.js'
import type { JobContext } from './steps/context.js'
import { anybody, queueCampaign, queueTest } from './steps/queue-campaign.js'
import { releaseAudience } from './steps/release-audience.js'
import { checkRelease } from './steps/release-checks.js'
import { releaseMessage } from './steps/release-message.js'

export interface ReminderPayload {
  announcement: string
}

/** How a release ended: its campaign, or why it did not leave. */
export type Released =
  | { campaignId: string }
  | { refused: 'unknown' | 'not-approved' | 'no-audience' | 'nobody' }
  | { refused: 'blocked'; findings: CheckFinding[] }

const campaignKey = (announcementId: string) => `announcement/${announcementId}`
const reminderKey = (announcementId: string) => `announcement/${announcementId}/reminder`

async function editionOf(rows: Rows, { editionId }: Announcement): Promise<Edition> {
  const edition = await rows.editions.byId(editionId)
  if (!edition) throw new Error(`no edition ${editionId}`)
  return edition
}

/**
 * Lets an approved release leave: its audience is frozen, its delivery and its reminder are queued, in one transaction.
 * A partner who never chose receives it as a professional, on a subject of their trade; whoever has left these
 * announcements is not begun with again. A second call finds the first one's campaign.
 * @throws {UnusableSegment} when a segment cannot be told; nothing is written then.
 */
export async function release(context: JobContext, id: string, source: ChangeSource): Promise<Released> {
  const findings = await findingsOf(context, id)
  if (!findings) return { refused: 'unknown' }
  if (findings.some((one) => one.level === 'blocks')) return { refused: 'blocked', findings }
  const released = await context.store
    .transaction(async (rows): Promise<Released> => {
      const known = await rows.campaigns.byKey(campaignKey(id))
      if (known) return { campaignId: known.id }
      const announcement = await rows.announcements.byId(id)
      if (announcement?.state !== 'approved') return { refused: 'not-approved' }
      const audience = await releaseAudience(rows, announcement.audience)
      if (!audience) return { refused: 'no-audience' }
      const { among, segments } = audience
      await beginWith(context, rows, announcement, among, source)
      const pages = () => rows.partners.subscriberPages(editionsPublication, undefined, among)
      if (!(await anybody(pages()))) {
        // What was begun is taken back with the transaction.
        throw new NobodyToTell()
      }
      const message = await releaseMessage(context, rows, announcement, await editionOf(rows, announcement))
      const campaign = await queueCampaign(
        rows,
        {
          key: campaignKey(id),
          kind: 'announcement',
          issueId: null,
          publication: editionsPublication,
          message,
          ...(segments && { segments }),
        },
        freezeAudience(pages()),
      )
      await rows.announcements.sent(id)
      if (announcement.reminderDays !== null) {
        const dueAt = context.clock.now().add({ hours: 24 * announcement.reminderDays })
        const payload: ReminderPayload = { announcement: id }
        await rows.jobs.add({ key: reminderKey(id), kind: 'edition-reminder', payload, dueAt })
      }
      return { campaignId: campaign.id }
    })
    .catch((error: unknown): Released => {
      if (!(error instanceof NobodyToTell)) throw error
      return { refused: 'nobody' }
    })
  context.wake()
  return released
}

/**
 * Begins with those who never had an announcement. Each subscription has its line in the person's history, with its
 * ground; the journal of the office has one for all.
 */
async function beginWith(
  { texts: { t, language } }: JobContext,
  rows: Rows,
  { id, content }: Announcement,
  among: ContactQuery,
  source: ChangeSource,
): Promise<void> {
  const wanted = (await among.execute()).map((one) => ({ contactId: one.id, publication: editionsPublication }))
  const because = { subject: content.subject, who: source.who }
  const program = { who: theProgram, door: source.door }
  const begun = await rows.partners.begin(wanted, 'professional-interest', {
    ...program,
    note: typeset(t('release.begun', because), language),
  })
  if (begun.length === 0) return
  await rows.journal.write([{ what: 'many-subscribed', contactId: null, subject: `announcement/${id}` }], {
    ...program,
    note: typeset(t('release.begunTogether', { ...because, count: begun.length }), language),
  })
}

class NobodyToTell extends Error {}

/** What the checks say of a release as it is written now; null when there is none of this id. */
export async function findingsOf(context: JobContext, id: string): Promise<CheckFinding[] | null> {
  const { store } = context
  const announcement = await store.announcements.byId(id)
  if (!announcement) return null
  const edition = await editionOf(store, announcement)
  return await checkRelease(context, {
    message: await releaseMessage(context, store, announcement, edition),
    free: (await store.editions.free()).get(edition.id) ?? null,
    isCoverComing: await isCoverComing(store, edition.id),
  })
}

async function isCoverComing({ editions }: Rows, editionId: string): Promise<boolean> {
  if (await editions.firstFileOf(editionId, coverNames.cover)) return false
  const pdf = await editions.fileOf(editionId, editionFiles.pdf)
  return pdf !== null && (await editions.drawing(pdf.hash))?.state === 'drawing'
}

/** Sends one copy of a release to `address`, marked as a test. Gives the campaign's id; null when there is no such release. */
export async function testRelease(context: JobContext, id: string, address: string): Promise<string | null> {
  const campaignId = await context.store.transaction(async (rows) => {
    const announcement = await rows.announcements.byId(id)
    if (!announcement) return null
    const message = await releaseMessage(context, rows, announcement, await editionOf(rows, announcement))
    return await queueTest(context, rows, { issueId: null, publication: editionsPublication, message }, address)
  })
  context.wake()
  return campaignId
}

/** The one reminder: to those of the release's audience who have not ordered this edition since. */
export async function remind(context: JobContext, { announcement: id }: ReminderPayload): Promise<undefined> {
  await context.store.transaction(async (rows) => {
    const announcement = await rows.announcements.byId(id)
    if (announcement?.state !== 'sent' || (await rows.campaigns.byKey(reminderKey(id)))) return
    const audience = await releaseAudience(rows, announcement.audience)
    if (!audience) return
    const { among, segments } = audience
    const ordered = await rows.orders.addressesThatOrdered(announcement.editionId)
    const pages = () => without(rows.partners.subscriberPages(editionsPublication, undefined, among), ordered)
    if (!(await anybody(pages()))) return
    const edition = await editionOf(rows, announcement)
    const message = await releaseMessage(context, rows, announcement, edition, { reminder: true })
    await queueCampaign(
      rows,
      {
        key: reminderKey(id),
        kind: 'announcement',
        issueId: null,
        publication: editionsPublication,
        message,
        ...(segments && { segments }),
      },
      freezeAudience(pages()),
    )
  })
  context.wake()
  return undefined
}

/** Those of an audience whose addresses are not among some. */
async function* without<C extends Candidate>(
  pages: AsyncIterable<C[]>,
  addresses: ReadonlySet<string>,
): AsyncGenerator<C[]> {
  for await (const page of pages) yield page.filter((one) => !addresses.has(one.emailKey))
}
