import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import type { DkimKey } from '../domain/settings/sending.js'

/** What is signed: all that a reader or a mailbox acts on, the list headers among them (RFC 8058, 4). */
const signedHeaders = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Content-Language',
  'Auto-Submitted',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
]

/**
 * The DKIM-Signature headers of a message, one per key, each ending in CRLF (RFC 6376; Ed25519: RFC 8463).
 * @throws Error when a signature could not be made: an unsigned message would be worse than none.
 */
export async function dkimSignatures(raw: Buffer, keys: readonly DkimKey[], date: Date): Promise<string> {
  const [first] = keys
  if (!first) return ''
  const { signatures, errors } = await dkimSign(raw, {
    // Its types ask for one key here; those of "signatureData" are used.
    signingDomain: first.domain,
    selector: first.selector,
    privateKey: first.privateKey,
    canonicalization: 'relaxed/relaxed',
    signTime: date,
    headerList: signedHeaders,
    signatureData: keys.map(({ domain, selector, privateKey }) => ({ signingDomain: domain, selector, privateKey })),
  })
  const [failure] = errors ?? []
  if (failure) throw new Error(`DKIM: ${failure.err?.message ?? 'no signature'}`, { cause: failure.err })
  return signatures
}
