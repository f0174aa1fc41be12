import { domainToUnicode } from 'node:url'
import { simpleParser } from 'mailparser'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { onOneLine } from './hostile.js'
import type { TestKeys } from './keys.js'

/** What a message should hold. */
export interface Expected {
  deliveryId: string
  name: string | null
  email: string
  token: string
  subject: string
  publication: string
  sender: string
}

/** Each exactly once, in a bulk message (DESIGN.md 8; RFC 5322, 3.6). */
const once = [
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-language',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'precedence',
  'auto-submitted',
  'x-auto-response-suppress',
]

/** Hosts in Unicode, as two writings of one address compare. */
export const comparable = (email: string) => {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, at).replace(/^"(.*)"$/, '$1')}@${domainToUnicode(email.slice(at + 1)).toLowerCase()}`
}

function faultsOfHead(text: string, { email }: Expected): string[] {
  const faults: string[] = []
  if (/(?:^|[^\r])\n|\r(?!\n)/.test(text)) faults.push('a bare line end')
  if (text.split('\r\n').some((line) => line.length > 998)) faults.push('a line of more than 998 characters')
  const lines = text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n')
  if (lines.some((line) => line.trim() === '')) faults.push('an empty line in the head')
  // Asked for where a line can be folded; in characters (RFC 5322, 2.1.1), also when they are UTF-8 (RFC 6532, 3.4).
  const characters = (line: string) => Buffer.from(line, 'latin1').toString().length
  if (lines.some((line) => characters(line) > 78 && /\S[ \t]+\S/.test(line.replace(/^[\w-]+: /, '').trim())))
    faults.push('a line of more than 78 characters that could be folded')
  const international = /[\x80-\uffff]/.test(email.slice(0, email.lastIndexOf('@')))
  if (!international && /[\x80-\xff]/.test(lines.join(''))) faults.push('a head that is not ASCII')
  const fields = lines.filter((line) => /^[\w-]+:/.test(line)).map((line) => line.split(':')[0]?.toLowerCase() ?? '')
  for (const name of once) {
    const count = fields.filter((field) => field === name).length
    if (count !== 1) faults.push(`${count} × ${name}`)
  }
  for (const field of fields) if (!once.includes(field) && field !== 'dkim-signature') faults.push(`a header ${field}`)
  return faults
}

async function faultsOfSignatures(raw: Buffer, { resolver }: TestKeys): Promise<string[]> {
  const { results } = await dkimVerify(raw, { resolver })
  const faults = results.flatMap(({ status, algo, signingHeaders }) => {
    const signed = (signingHeaders?.keys ?? '').toLowerCase()
    return [
      ...(status.result === 'pass' ? [] : [`${algo}: ${status.result} ${status.comment ?? ''}`]),
      ...['list-unsubscribe', 'list-unsubscribe-post', 'from', 'to', 'message-id']
        .filter((name) => !signed.split(/[:\s]+/).includes(name))
        .map((name) => `${algo} does not sign ${name}`),
    ]
  })
  const algorithms = results.map(({ algo }) => algo).sort()
  return algorithms.join() === 'ed25519-sha256,rsa-sha256' ? faults : [...faults, `signed by ${algorithms.join()}`]
}

/** Reads a message back as its reader would; tells all that is not as it should be. */
export async function faultsOfMessage(raw: Buffer, expected: Expected, keys: TestKeys): Promise<string[]> {
  const text = raw.toString('latin1')
  const faults = faultsOfHead(text, expected)
  const mail = await simpleParser(raw, { skipTextLinks: true, skipImageLinks: true, skipHtmlToText: true })
  const is = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) faults.push(`${what} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`)
  }
  const to = mail.to && !Array.isArray(mail.to) ? mail.to.value : []
  is('recipients', to.length, 1)
  is('address', comparable(to[0]?.address ?? ''), comparable(expected.email))
  is('name', onOneLine(to[0]?.name ?? ''), onOneLine(expected.name ?? ''))
  is('subject', onOneLine(mail.subject ?? ''), onOneLine(expected.subject))
  is('sender', mail.from?.value[0]?.address, expected.sender)
  is('Message-ID', mail.messageId, `<${expected.deliveryId}@${expected.sender.split('@')[1]}>`)
  const link = `https://tourisme.example.org/d/${expected.token}/agenda`
  is('links in HTML', (mail.html || '').split(`"${link}"`).length, 2)
  is('links in text', (mail.text ?? '').split(link).length, 2)
  is('placeholder', text.replace(/=\r\n/g, '').includes('TOKENx'), false)
  const unsubscribe = text.match(/^List-Unsubscribe:([^:]*:[^]*?)\r\n(?![ \t])/im)?.[1]?.replace(/\s+/g, '')
  is('List-Unsubscribe', unsubscribe?.startsWith(`<${link}>,<mailto:`), true)
  for (const [, other] of `${mail.html || ''}${mail.text}`.matchAll(/\/d\/([\w-]+)\//g))
    is('token', other, expected.token)
  return [...faults, ...(await faultsOfSignatures(raw, keys))]
}
