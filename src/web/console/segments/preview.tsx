import { readRule, type SegmentRule, UnusableSegment } from '../../../domain/index.js'
import { unusableSentence } from '../../../report/segment-faults.js'
import { segmentSentence } from '../../../report/segment-sentence.js'
import type { SegmentMember } from '../../../store/segments/members.js'
import type { Desk } from '../desk.js'
import { home } from '../partners/words.js'
import { type DraftGroup, ruleData } from './draft.js'

const membersShown = 10

/** The rule that a draft is, or null while something is missing in it. */
export const ruleOf = ({ context }: Desk, draft: DraftGroup): SegmentRule | null =>
  readRule(ruleData(draft), Object.keys(context.publications)).rule

/** "12 contacts, dont 2 partagent leur adresse" */
export const counted = ({ t }: Desk, { contacts, addresses }: { contacts: number; addresses: number }) =>
  t('segmentDesk.counted', { contacts, shared: contacts - addresses })

/** What a rule says, how many it names, and the first of them; or what keeps it from being told. */
export async function preview(desk: Desk, draft: DraftGroup) {
  const { t, texts, context } = desk
  const rule = ruleOf(desk, draft)
  if (!rule) return <p className="quiet">{t('segmentDesk.unfinished')}</p>
  const sentence = <p className="sentence">{segmentSentence(rule, texts, context.publications)}</p>
  try {
    const { members, ...count } = await context.store.segments.preview(rule, { size: membersShown })
    return (
      <>
        {sentence}
        <p role="status">
          <strong>{counted(desk, count)}</strong>
        </p>
        <Members desk={desk} members={members} />
      </>
    )
  } catch (error) {
    if (!(error instanceof UnusableSegment)) throw error
    return (
      <>
        {sentence}
        <p role="status" className="refused">
          {unusableSentence(error, texts)}
        </p>
      </>
    )
  }
}

/** Contacts of a segment, each with why it would get nothing. */
export function Members({ desk: { t }, members }: { desk: Desk; members: SegmentMember[] }) {
  return (
    <ul className="rows">
      {members.map((one) => (
        <li key={one.contactId}>
          <span>
            <a href={`${home}/contacts/${one.contactId}`}>{one.organisation?.name ?? one.name ?? one.email}</a>
            <br />
            <small>{[one.organisation?.commune, one.name, one.email].filter(Boolean).join(', ')}</small>
          </span>
          {one.notWritten && <small className="fault">{t(`segments.why.${one.notWritten}`)}</small>}
        </li>
      ))}
    </ul>
  )
}
