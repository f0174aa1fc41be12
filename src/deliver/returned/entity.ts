import { load } from 'cheerio/slim'
import libmime from 'libmime'
import { decodeText } from '../../base/charset.js'

/** What is read of a message at most: reports stand at its beginning, and mail may come from anybody. */
const limits = { bytes: 1_000_000, depth: 6, parts: 60, headerLines: 1000, value: 4000, html: 200_000 }

/** A message or a part of one (RFC 2045), read without trust: malformed ones give what can be read, never an error. */
export interface Entity {
  /** The first value of a field, unfolded and decoded; "" when it is absent. */
  header(name: string): string
  /** Every value of a field. */
  headers(name: string): string[]
  /** The media type in lower case, such as "text/plain". */
  type: string
  parameters: Record<string, string>
  /** Its text; "" for what is no text. */
  text: string
  parts: Entity[]
}

/** Reads a message from its bytes; what lies past a megabyte is not looked at. */
export function readEntity(raw: Uint8Array): Entity {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, limits.bytes))
  // One character per byte until a part's own charset is known. Old mailboxes put a line of their own first.
  const text = bytes.toString('latin1').replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  return entityOf(text.replace(/^(?:\s*\n)?(?:>?From .*\n)?/, ''), { depth: 0, left: { parts: limits.parts } })
}

interface Place {
  depth: number
  /** Shared by all the parts of a message. */
  left: { parts: number }
}

function entityOf(text: string, place: Place): Entity {
  const { head, body } = splitHead(text)
  const fields = readFields(head)
  const headers = (name: string) => fields.get(name.toLowerCase()) ?? []
  const header = (name: string) => headers(name)[0] ?? ''
  const { value, params } = parameterised(header('content-type'))
  const type = value.toLowerCase() || 'text/plain'
  const deeper = { ...place, depth: place.depth + 1 }
  const mayHaveParts = place.depth < limits.depth
  const parts: Entity[] = []
  let content = ''
  if (type.startsWith('multipart/') && mayHaveParts) {
    for (const part of splitParts(body, boundaryOf(body, params['boundary'])))
      if (place.left.parts-- > 0) parts.push(entityOf(part, deeper))
  }
  if (parts.length === 0) {
    const bytes = decoded(body, header('content-transfer-encoding'))
    if (isWholeMessage(type) && mayHaveParts)
      parts.push(entityOf(bytes.toString('latin1').replaceAll('\r\n', '\n'), deeper))
    else if (/^(?:text|message)\//.test(type) || type.startsWith('multipart/'))
      content = textOf(bytes, type, header('content-type'))
  }
  return { header, headers, type, parameters: params, text: content, parts }
}

const isWholeMessage = (type: string) => type === 'message/rfc822' || type === 'message/global'

/** Splits at the first empty line. A text that begins without any field has no head. */
function splitHead(text: string): { head: string; body: string } {
  if (!/^[!-9;-~]+[ \t]*:/.test(text))
    return text.startsWith('\n') ? { head: '', body: text.slice(1) } : { head: '', body: text }
  const end = text.search(/\n[ \t]*\n/)
  if (end < 0) return { head: text, body: '' }
  return { head: text.slice(0, end), body: text.slice(text.indexOf('\n', end + 1) + 1) }
}

function readFields(head: string): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  const lines: string[] = []
  for (const line of head.split('\n', limits.headerLines)) {
    if (/^[ \t]/.test(line) && lines.length > 0) lines[lines.length - 1] += ` ${line.trim()}`
    else lines.push(line)
  }
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    const value = words(line.slice(colon + 1, colon + limits.value).trim())
    fields.set(name, [...(fields.get(name) ?? []), value])
  }
  return fields
}

/** A header's value as it is read: bytes above ASCII are UTF-8 (RFC 6532), encoded words are decoded. */
function words(value: string): string {
  const text = /[\x80-\xff]/.test(value) ? decodeText(Buffer.from(value, 'latin1')).text : value
  try {
    // What hides in an encoded word may be anything, also what no database takes.
    return (text.includes('=?') ? libmime.decodeWords(text) : text).replace(/[\s\p{Cc}]+/gu, ' ')
  } catch {
    return text.replace(/\p{Cc}+/gu, ' ')
  }
}

function parameterised(value: string): { value: string; params: Record<string, string> } {
  try {
    return libmime.parseHeaderValue(value)
  } catch {
    return { value: value.split(';')[0]?.trim() ?? '', params: {} }
  }
}

/** The boundary that the parts stand between; where the declared one does not occur, the first that looks like one. */
function boundaryOf(body: string, declared: string | undefined): string {
  if (declared && `\n${body}`.includes(`\n--${declared}`)) return declared
  return /(?:^|\n)--(\S{1,200})[ \t]*\nContent-[A-Za-z-]{4,30}:/.exec(body)?.[1] ?? declared ?? ''
}

function splitParts(body: string, boundary: string): string[] {
  const parts: string[] = []
  let current: string[] | null = null
  for (const line of body.split('\n')) {
    const trimmed = line.trimEnd()
    if (trimmed === `--${boundary}` || trimmed === `--${boundary}--`) {
      if (current) parts.push(current.join('\n'))
      current = trimmed.endsWith(`${boundary}--`) ? null : []
    } else current?.push(line)
    if (parts.length > limits.parts) break
  }
  if (current) parts.push(current.join('\n'))
  return parts
}

function decoded(body: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64')
    case 'quoted-printable': {
      const bytes = body
        .replace(/=[ \t]*\n/g, '')
        .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      return Buffer.from(bytes, 'latin1')
    }
    default:
      return Buffer.from(body, 'latin1')
  }
}

/** A charset that hides in ASCII must be declared; all others may be guessed. */
function decodedText(bytes: Buffer, contentType: string): string {
  const hidden = /charset\s*=\s*["']?iso-2022-jp/i.test(contentType) && bytes.includes(0x1b)
  return hidden ? new TextDecoder('iso-2022-jp').decode(bytes) : decodeText(bytes, { contentType }).text
}

function textOf(bytes: Buffer, type: string, contentType: string): string {
  const text = decodedText(bytes, contentType)
  if (type !== 'text/html') return text
  // Made flat before it is parsed: a tree of a hundred thousand levels would be too deep to walk.
  const flat = text
    .slice(0, limits.html)
    .replace(/<(?:style|script)\b[^<]*<\/(?:style|script)>/gi, '')
    .replace(/<\/?(?:br|p|div|tr|td|li|h\d)\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<[a-z!/][^<>]{0,2000}>/gi, '')
  return load(flat).root().text()
}

/** All parts of a message in their order, itself first; those of an enclosed message only when asked for. */
export function* partsOf(entity: Entity, { enclosed = false } = {}): Generator<Entity> {
  yield entity
  if (isWholeMessage(entity.type) && !enclosed) return
  for (const part of entity.parts) yield* partsOf(part, { enclosed })
}
