import { newId } from '../../src/base/ids.js'
import { type Candidate, freezePage } from '../../src/address/freeze-audience.js'
import {
  type CheckFinding,
  emailKey,
  type MessageSource,
  type Recipient,
  tokenPlaceholder,
} from '../../src/domain/index.js'
import type { Rows } from '../../src/store/store.js'
import type { ProofParts } from '../../src/render/notices.js'
import type { JobContext } from './context.js'
import { type PersonalMail, queueMail } from './queue-campaign.js'
import { words } from './words.js'

/** The staff as an audience: each has a line in the ledger too, and a token of their own for the proof's page. */
async function staffAudience(context: JobContext, rows: Rows, issueId: string | null): Promise<Recipient[]> {
  const candidates: Candidate[] = []
  for (const person of context.office.staff) {
    candidates.push({
      id: `staff-${emailKey(person.address)}`,
      email: person.address,
      emailKey: emailKey(person.address),
      name: person.name,
      language: context.office.language,
      token: issueId ? await rows.issues.proofToken(issueId, person.name) : tokenPlaceholder,
      unsubscribed: false,
      opposed: false,
      duplicate: false,
    })
  }
  return freezePage(candidates)
}

/** Puts a mail to staff into the ledger and the queue, with the caller's other writes. A key is told once. */
export async function staffNotice(
  context: JobContext,
  rows: Rows,
  notice: Omit<PersonalMail, 'language'>,
  mail: Pick<MessageSource, 'subject' | 'html' | 'text'>,
): Promise<void> {
  const staff = await staffAudience(context, rows, notice.issueId ?? null)
  await queueMail(context, rows, { ...notice, language: context.office.language }, mail, staff)
}

/** The address of an issue's proof page, with the placeholder of each reader's token. */
export const proofUrl = (context: JobContext) => `${context.publicUrl}/bat/${tokenPlaceholder}`

/**
 * Sends the proof of one revision of an issue: the checks, the mail as partners will get it, and the PDFs. `once` names one
 * that is sent once for all revisions.
 */
export async function sendProof(
  context: JobContext,
  rows: Rows,
  issue: { id: string; publication: string; period: string; revision: number },
  parts: ProofParts,
  attachments: MessageSource['attachments'],
  once?: string,
): Promise<void> {
  const mail = await context.notice.proof(parts)
  const key = `proof/${issue.publication}/${issue.period}/${once ?? issue.revision}`
  await staffNotice(context, rows, { key, kind: 'proof', issueId: issue.id, attachments }, mail)
}

export interface Alarm {
  /** Told once per key; without one, each time. */
  key?: string
  /** Its words are the texts "alarm.<code>.title" and "alarm.<code>.text". */
  code: string
  values: Record<string, string | number>
  findings?: CheckFinding[]
  /** Sentences of the caller's, below. */
  more?: string[]
  /** The issue that the alarm is about, when there is a page where staff can decide. */
  issueId: string | null
}

/** The alarm that an issue is held, told once per issue. */
export const heldKey = (issue: { publication: string; period: string }) =>
  `alarm/held/${issue.publication}/${issue.period}`

/** Tells staff that something needs them. */
export async function alarm(
  context: JobContext,
  rows: Rows,
  { key, code, values, findings = [], more = [], issueId }: Alarm,
): Promise<void> {
  const mail = await context.notice.alarm({
    title: words(context.texts, `alarm.${code}.title`, values),
    sentences: [
      words(context.texts, `alarm.${code}.text`, values),
      ...findings.map((finding) => finding.text),
      ...more,
    ],
    url: issueId ? proofUrl(context) : null,
  })
  context.log.warn({ alarm: code, issue: issueId }, 'staff are told')
  await staffNotice(
    context,
    rows,
    { key: key ?? `alarm/${code}/${newId()}`, kind: 'alarm', issueId, attachments: [] },
    mail,
  )
}
