import { Resolver } from 'node:dns/promises'
import type { JobContext } from './context.js'

/** Records of the sender's domain, which Gmail, Yahoo and Outlook ask of who writes to many. */
const records = {
  /** RFC 7208. */
  spf: { start: 'v=spf1', names: (domain: string) => [domain] },
  /** RFC 7489; its section 6.6.3 lets a domain's record stand for those under it. */
  dmarc: { start: 'v=dmarc1', names: (domain: string) => withParents(domain).map((one) => `_dmarc.${one}`) },
}

const absent = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN'])

const resolver = () => new Resolver({ timeout: 2000, tries: 2 })

/** A domain and those above it, without the bare ending. */
function withParents(domain: string): string[] {
  const labels = domain.split('.')
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_, index) => labels.slice(index).join('.'))
}

const senderDomain = ({ office }: Pick<JobContext, 'office'>) =>
  office.sender.address.slice(office.sender.address.lastIndexOf('@') + 1)

/** The text records of a name; none when there are none. @throws when no name server answers. */
async function textsOf(name: string): Promise<string[]> {
  try {
    return (await resolver().resolveTxt(name)).map((parts) => parts.join(''))
  } catch (error) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}

/** Whether the sender's domain says who may send for it (SPF), or what becomes of forgeries (DMARC). */
export async function textRecords(context: JobContext, kind: keyof typeof records) {
  const domain = senderDomain(context)
  const { start, names } = records[kind]
  try {
    for (const name of names(domain)) {
      const found = (await textsOf(name)).find((text) => text.toLowerCase().startsWith(start))
      if (found) return { standing: 'good' as const, said: { key: 'record', values: { name } } }
    }
  } catch {
    return { standing: 'watch' as const, said: { key: 'noName', values: { domain } } }
  }
  return { standing: 'bad' as const, said: { key: 'recordMissing', values: { domain, record: kind.toUpperCase() } } }
}

/** Whether the keys that settings sign with are published (RFC 6376, 3.6.1); a mail server's own cannot be known. */
export async function signatureFinding(context: JobContext) {
  const { dkim } = context.office.sending
  if (dkim.length === 0) return { standing: 'watch' as const, said: { key: 'signedElsewhere' } }
  const missing: string[] = []
  try {
    for (const { selector, domain } of dkim) {
      const name = `${selector}._domainkey.${domain ?? senderDomain(context)}`
      if (!(await textsOf(name)).some((text) => /(?:^|;)\s*p=[^;\s]/i.test(text))) missing.push(name)
    }
  } catch {
    return { standing: 'watch' as const, said: { key: 'noName', values: { domain: senderDomain(context) } } }
  }
  return missing.length === 0
    ? { standing: 'good' as const, said: { key: 'signed', values: { count: dkim.length } } }
    : { standing: 'bad' as const, said: { key: 'keyMissing', values: { names: missing.join(', ') } } }
}
