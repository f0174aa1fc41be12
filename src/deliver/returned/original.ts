import type { OriginalMessage } from '../../domain/index.js'
import { addressesIn } from './addresses.js'
import { type Entity, partsOf, readEntity } from './entity.js'

/** Lines with which servers begin the copy of a message, or say that it follows. */
const announced =
  /^[\s|>*=_-]*(?:(?:this is |below this line is |here is )?(?:the |a |an? )?(?:headers? of |copy of |text of |body of |start of )*(?:the |your )?(?:original|returned|unsent|undelivered|undeliverable|failed|rejected) (?:e-?mail |mail )?(?:message|mail|e-?mail|headers?)\b[^.:]{0,60}|(?:this is |below this line is |here is )(?:a )?(?:copy|the headers?) of (?:the|your|the original) (?:message|mail)[^.]{0,60}|message (?:text|headers?|content)s?(?: follows?)?|copie du message[^.]{0,40}|message d['’]origine|en-t[êe]tes? d['’]origine[^.]{0,20}|ursprüngliche nachricht|mensaje original)[\s|.:=_*-]*$/i

const field =
  /^(?:received|return-path|message-id|from|to|subject|date|mime-version|content-type|dkim-signature|delivered-to|x-[\w-]{1,40}|reply-to|cc|sender|content-transfer-encoding|list-[\w-]{1,20}|precedence)\s?:/i

/** Splits a notice's text where the copy of the original message begins. */
export function splitNotice(text: string): { notice: string; copy: string } {
  const lines = text.slice(0, 200_000).split('\n')
  for (const [index, line] of lines.entries()) {
    if (
      index > 0 &&
      line.length < 200 &&
      announced.test(line) &&
      (/^[\s|>]*[-=_*|]{2}/.test(line) || /[.:]\s*$/.test(line))
    )
      return { notice: lines.slice(0, index).join('\n'), copy: lines.slice(index + 1).join('\n') }
    // Three fields of a header one after the other, folded lines left out.
    if (field.test(line) && /^(?:received|return-path|message-id|dkim-|mime-v|x-|delivered-to|from|date)/i.test(line)) {
      const next = lines.slice(index + 1, index + 12).filter((one) => !/^\s/.test(one))
      if (next.slice(0, 3).filter((one) => field.test(one)).length >= 3)
        return { notice: lines.slice(0, index).join('\n'), copy: lines.slice(index).join('\n') }
    }
  }
  return { notice: text, copy: '' }
}

const firstId = (text: string) => /<[^<>\s]{3,250}>/.exec(text)?.[0] ?? null

/** What is enclosed of the message that a report answers: a part of its own, or a copy within the text. */
export function originalOf(report: Entity, copy: string): OriginalMessage {
  const enclosed = enclosedHead(report, copy)
  if (!enclosed)
    return {
      messageId: firstId(report.header('in-reply-to')) ?? firstId(report.header('references')),
      to: [],
      listId: null,
    }
  return {
    messageId: firstId(enclosed.header('message-id')),
    to: addressesIn([enclosed.header('to'), ...enclosed.headers('delivered-to')].join(', ')),
    listId: /<([^<>\s]{1,250})>/.exec(enclosed.header('list-id'))?.[1] ?? null,
  }
}

/** The head of the original message, or null when none is enclosed. */
export function enclosedHead(report: Entity, copy: string): Entity | null {
  for (const part of partsOf(report)) {
    if (part === report && part.parts.length === 0) continue
    if (part.type === 'message/rfc822' || part.type === 'message/global') {
      const [message] = part.parts
      if (message) return message
    }
    if (/^(?:text\/rfc822-headers|message\/(?:rfc822-headers|global-headers))$/.test(part.type))
      return readEntity(Buffer.from(part.text.replace(/^\s+/, '')))
  }
  const start = copy.split('\n').findIndex((line) => field.test(line))
  return start < 0 ? null : readEntity(Buffer.from(copy.split('\n').slice(start).join('\n')))
}
