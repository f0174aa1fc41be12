import { emailKey, type Papers, type Recipient, type SuppressionReason } from '../domain/index.js'

/** A member of an audience with what is known of its wish. */
export interface Candidate {
  id: string
  email: string
  emailKey: string
  name: string | null
  language: string
  token: string
  papers?: Papers
  unsubscribed: boolean
  /** Why the address is never written to, if it is not. */
  opposed: SuppressionReason | false
  /** An earlier contact with the same address gets the copy. */
  duplicate: boolean
}

/**
 * A page of an audience as it will stand in the ledger: everyone has a row, those left out with the reason.
 * An address that several contacts share gets one copy, for the first of them that may be written to.
 */
export function freezePage(candidates: readonly Candidate[]): Recipient[] {
  const taken = new Set<string>()
  return candidates.map((candidate) => {
    const excluded = exclusion(candidate, taken)
    if (!excluded) taken.add(candidate.emailKey)
    return {
      contactId: candidate.id,
      email: candidate.email,
      emailKey: candidate.emailKey,
      name: candidate.name,
      language: candidate.language,
      token: candidate.token,
      papers: candidate.papers ?? 'attached',
      excluded,
    }
  })
}

/**
 * An audience of one, who has asked for this very message or works at the office: it is none of those that a wish to
 * hear no more is about.
 */
export function freezeReader(reader: Pick<Candidate, 'id' | 'email' | 'name' | 'language' | 'token'>): Recipient[] {
  return freezePage([
    { ...reader, emailKey: emailKey(reader.email), unsubscribed: false, opposed: false, duplicate: false },
  ])
}

/** An audience page by page, as `freezePage` makes each. */
export async function* freezeAudience(pages: AsyncIterable<readonly Candidate[]>): AsyncIterable<Recipient[]> {
  for await (const page of pages) yield freezePage(page)
}

function exclusion(candidate: Candidate, taken: ReadonlySet<string>): Recipient['excluded'] {
  if (!candidate.email) return 'no-address'
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(candidate.email)) return 'invalid-address'
  if (candidate.opposed) return candidate.opposed
  if (candidate.unsubscribed) return 'unsubscribed'
  if (candidate.duplicate || taken.has(candidate.emailKey)) return 'duplicate'
  return null
}
