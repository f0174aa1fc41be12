import { encodeWord } from 'nodemailer/lib/mime-funcs'
import { printable } from '../base/typography.js'
import { type MessageSource, tokenPlaceholder } from '../domain/index.js'

export interface Header {
  key: string
  /** "prepared": ASCII already, not to be encoded; nodemailer only folds it. */
  value: string | { prepared: true; foldLines: true; value: string }
}

/**
 * ASCII that nodemailer leaves as it is, and should not: what looks like an encoded word would be decoded by readers,
 * within quotes too, and a word that cannot be folded makes a line too long (RFC 2047, 5; RFC 5322, 2.1.1).
 */
export const needsEncoding = (text: string) => /^[\x20-\x7e]*$/.test(text) && /=\?|\S{60}/.test(text)

const prepared = (value: string) => ({ prepared: true, foldLines: true, value }) as const

/**
 * The headers that are the same for every recipient.
 * Bulk mail: List-Id (RFC 2919), Precedence, Auto-Submitted (RFC 3834), and what keeps Exchange from answering for the absent.
 */
export function sharedHeaders(message: MessageSource): Header[] {
  const subject = printable(message.subject)
  const headers: Header[] = [
    { key: 'Subject', value: needsEncoding(subject) ? prepared(encodeWord(subject, 'Q', 52)) : subject },
    { key: 'Auto-Submitted', value: 'auto-generated' },
    { key: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
    { key: 'Content-Language', value: message.language },
  ]
  if (message.list) {
    headers.push(
      { key: 'List-Id', value: prepared(`${listName(message.list.name)} <${message.list.id}>`) },
      { key: 'Precedence', value: 'bulk' },
      { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    )
  }
  return headers
}

/** List-Unsubscribe for one recipient: the page that takes a one-click POST (RFC 8058), and a mail address (RFC 2369). */
export function unsubscribeValue(list: NonNullable<MessageSource['list']>, token: string): string {
  const page = list.unsubscribeUrl.replaceAll(tokenPlaceholder, token)
  const mail = list.unsubscribeMail.replaceAll(tokenPlaceholder, token)
  return `<${page}>, <${mail}>`
}

/** A phrase for a header: printable ASCII, in quotes; the accents of a list's name are not worth an encoded word. */
function listName(name: string): string {
  const ascii = name
    .replaceAll('’', "'")
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
  return `"${ascii.replace(/["\\]/g, '')}"`
}
