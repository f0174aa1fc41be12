import MailComposer from 'nodemailer/lib/mail-composer'
import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs'
import { printable } from '../base/typography.js'
import type { Deliverable } from '../domain/deliverable.js'
import { type MessageSource, tokenPlaceholder } from '../domain/index.js'
import type { DkimKey } from '../domain/settings/sending.js'
import { hasOnlyCrlf } from './data.js'
import { needsEncoding, sharedHeaders, unsubscribeValue } from './headers.js'

/** Reads an attachment's bytes. */
export type ReadAttachment = (issueId: string, file: string) => Promise<Uint8Array>

/** A message built once for a whole campaign, from which each recipient's copy is made by patching. */
export interface BuiltMessage {
  /** The complete message of one recipient, CRLF line ends, ready for DATA. */
  copyFor(delivery: Deliverable, date: Date): Promise<Buffer>
}

/** Quoted-printable may break a line anywhere, also within the placeholder. */
const placeholderPattern = new RegExp([...tokenPlaceholder].join('(?:=\\r\\n)?'), 'g')

/** The positions, in bytes, of each character of each placeholder in a built body. */
function placeholderPositions(body: Buffer): number[][] {
  // latin1 keeps one character per byte, so that positions in the text are positions in the buffer.
  const text = body.toString('latin1')
  return Array.from(text.matchAll(placeholderPattern), (match) => {
    const positions: number[] = []
    for (let offset = 0; offset < match[0].length; offset++) {
      if (match[0].startsWith('=\r\n', offset)) offset += 2
      else positions.push(match.index + offset)
    }
    return positions
  })
}

/** The Message-ID of a delivery: the same at every attempt (RFC 5322, 3.6.4). */
export function messageId(deliveryId: string, senderAddress: string): string {
  return `<${deliveryId}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`
}

/** The id of the delivery that a Message-ID of ours was made from; null for another's. */
export function messageIdDelivery(messageId: string, senderAddress: string): string | null {
  const [, id, host] = /^<([0-9a-z]+-\d{7})@([^<>@]+)>$/i.exec(messageId.trim()) ?? []
  const own = senderAddress.slice(senderAddress.lastIndexOf('@') + 1)
  return id && host?.toLowerCase() === own.toLowerCase() ? id : null
}

/** Fields that differ from one recipient to the next. */
const own = /^(?:To|Date|Message-ID|List-Unsubscribe):/i

/** The head's fields that all copies share, folded as they were. */
function sharedHead(head: string): string {
  return head
    .split(/\r\n(?![ \t])/)
    .filter((field) => !own.test(field))
    .join('\r\n')
}

/** What building a message takes besides its words. */
export interface Building {
  readAttachment: ReadAttachment
  dkimKeys?: readonly DkimKey[]
}

/**
 * Builds a campaign's message: body and shared headers once, by nodemailer, which folds and encodes them (RFC 5322,
 * RFC 2047). Of each copy only its own fields are made anew, with nodemailer's encoder, and the token's bytes patched.
 * @throws Error when an attachment cannot be read.
 */
export async function buildMessage(
  message: MessageSource,
  { readAttachment, dkimKeys = [] }: Building,
): Promise<BuiltMessage> {
  const attachments = await Promise.all(
    message.attachments.map(async (attachment) => ({
      filename: attachment.name,
      contentType: attachment.contentType,
      // Otherwise a message within a message is shown inside it, and its own pieces as this one's.
      contentDisposition: 'attachment' as const,
      content: Buffer.from(await readAttachment(attachment.issueId, attachment.file)),
    })),
  )
  const root = new MailComposer({
    from: message.from,
    ...(message.replyTo ? { replyTo: message.replyTo } : {}),
    text: message.text,
    html: message.html,
    textEncoding: 'quoted-printable',
    newline: '\r\n',
    attachments,
    headers: sharedHeaders(message),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const whole = await root.build()
  if (!hasOnlyCrlf(whole)) throw new Error('the message was built with bare line ends')
  const headEnd = whole.indexOf('\r\n\r\n')
  const shared = Buffer.from(sharedHead(whole.toString('latin1', 0, headEnd)), 'latin1')
  const body = whole.subarray(headEnd)
  const placeholders = placeholderPositions(body)
  const field = (key: string, value: string) => foldLines(`${key}: ${value}`)
  const recipient = (address: string, name: string) => {
    if (!needsEncoding(name)) return root.encodeHeaderValue('To', { name, address })
    return `${encodeWord(name, 'Q', 52)} ${root.encodeHeaderValue('To', { name: '-', address }).replace(/^\S+ /, '')}`
  }

  return {
    async copyFor(delivery, date) {
      const fields = [
        field('To', recipient(delivery.email, printable(delivery.name ?? ''))),
        field('Message-ID', messageId(delivery.id, message.from.address)),
        field('Date', date.toUTCString().replace(/GMT/, '+0000')),
        ...(message.list ? [field('List-Unsubscribe', unsubscribeValue(message.list, delivery.token))] : []),
      ]
      // An address with accents stands in UTF-8 (RFC 6532).
      const head = Buffer.concat([Buffer.from(`${fields.join('\r\n')}\r\n`), shared])
      const copy = Buffer.allocUnsafe(head.length + body.length)
      head.copy(copy)
      body.copy(copy, head.length)
      for (const positions of placeholders) {
        positions.forEach((position, index) => {
          copy[head.length + position] = delivery.token.charCodeAt(index)
        })
      }
      if (dkimKeys.length === 0) return copy
      const { dkimSignatures } = await import('./dkim.js')
      return Buffer.concat([Buffer.from(await dkimSignatures(copy, dkimKeys, date)), copy])
    },
  }
}
