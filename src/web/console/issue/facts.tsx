import { audienceCountLately } from '../../../../jobs/steps/audience-count.js'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { UnusableSegment } from '../../../domain/index.js'
import { unusableSentence } from '../../../report/segment-faults.js'
import { isSkipped, type StoredIssue } from '../../../store/issues.js'
import type { Desk } from '../desk.js'
import type { IssueOnDesk } from './issue-on-desk.js'

/** What is known of an issue's readers, before it leaves and after. */
export interface StandingFacts {
  /** How many it would go to; null where nobody is about to decide, or that cannot be told. */
  partners: number | null
  /** Why its segment cannot be told. */
  unusable: UnusableSegment | null
  /** Whether its publication goes to those of a segment alone. */
  toSegment: boolean
  /** Where its send and its public page are; null where there is none. */
  send: string | null
  page: string | null
}

type ReadersFacts = Pick<StandingFacts, 'partners' | 'unusable' | 'toSegment'>
const nobodyAsks: ReadersFacts = { partners: null, unusable: null, toSegment: false }

/** What is told beside an issue, to whoever looks at it. */
export async function factsOf(
  { context }: Pick<Desk, 'context'>,
  { issue, open }: IssueOnDesk,
): Promise<StandingFacts> {
  const { publication, period } = issue
  const nowhere = { send: null, page: null }
  if (issue.state !== 'sent') {
    // Whoever cannot decide is not troubled with what would stand in the way.
    const readers = open ? await readersOf(context, issue) : nobodyAsks
    return { ...readers, ...nowhere }
  }
  const [campaign, page] = await Promise.all([
    context.store.campaigns.byKey(`issue/${publication}/${period}`),
    context.store.issues.fileNamed(publication, period, 'archive.html', { sent: true }),
  ])
  return {
    ...nobodyAsks,
    send: campaign && `/console/envois/${campaign.id}`,
    page: page && `/numeros/${publication}/${period}/`,
  }
}

/** How many an issue would go to. */
export async function readersOf(
  context: JobContext,
  { publication, content }: Pick<StoredIssue, 'publication' | 'content'>,
): Promise<ReadersFacts> {
  const count = content ? await audienceCountLately(context, publication) : null
  return {
    partners: typeof count === 'number' ? count : null,
    unusable: count instanceof UnusableSegment ? count : null,
    toSegment: context.publications[publication]?.audience !== undefined,
  }
}

/** That an issue would go to nobody, and where that is changed; before it is approved, and after. */
export function Nobody({
  desk: { t },
  issue,
  facts: { partners, unusable, toSegment },
}: {
  desk: Pick<Desk, 't'>
  issue: StoredIssue
  facts: ReadersFacts
}) {
  if (isSkipped(issue)) return null
  if (unusable) return <Unusable t={t} fault={unusable} />
  if (partners !== 0) return null
  const audience = toSegment ? 'segment' : 'all'
  return (
    <p className="finding blocks risk">
      {t('issueDesk.nobody', { audience, approved: issue.state === 'approved' ? 'yes' : 'no' })}{' '}
      <a href={toSegment ? '/console/segments' : '/console/partenaires'}>{t('issueDesk.nobodyWay', { audience })}</a>
    </p>
  )
}

/** Why the segment of a publication cannot be told, and the way to it. */
export function Unusable({ t, fault }: Pick<Desk, 't'> & { fault: UnusableSegment }) {
  return (
    <p className="finding blocks risk">
      {unusableSentence(fault, { t })}{' '}
      <a href="/console/segments">{t('issueDesk.nobodyWay', { audience: 'segment' })}</a>
    </p>
  )
}

/** Of an issue that has left: who got it, and what everybody can read. */
export function WhereItWent({ desk: { t }, facts: { send, page } }: { desk: Pick<Desk, 't'>; facts: StandingFacts }) {
  const ways = [
    { href: send, words: t('issueDesk.itsSend') },
    { href: page, words: t('issueDesk.itsPage') },
  ].filter(({ href }) => href !== null)
  if (ways.length === 0) return null
  return (
    <p>
      {ways.map(({ href, words }, index) => (
        <span key={words}>
          {index > 0 && ' · '}
          <a href={href ?? ''}>{words}</a>
        </span>
      ))}
    </p>
  )
}
