export interface DecodedText {
  text: string
  /** The encoding that was used, by its WHATWG name. */
  charset: string
}

/**
 * Bytes to text, for pages and feeds that mislabel themselves. In order: byte order mark, UTF-16 by its zero bytes, then
 * each declaration (HTTP header, XML declaration, HTML meta) that the bytes do not contradict, then UTF-8 if the bytes
 * are valid, else windows-1252. Two lies are seen through: "UTF-8" on bytes that are not, and a one-byte charset on
 * bytes that are UTF-8. Never throws.
 */
export function decodeText(bytes: Uint8Array, options: { contentType?: string | null } = {}): DecodedText {
  const marked = markedCharset(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), charset: marked }
  const utf8 = strictly(bytes, 'utf-8')
  for (const label of declaredCharsets(bytes, options.contentType ?? '')) {
    const charset = charsetNamed(label)
    // A declaration that could be read byte by byte cannot be UTF-16.
    if (!charset || charset === 'utf-8' || charset.startsWith('utf-16')) continue
    if (utf8 !== null && (isOneByte(charset) || isAscii(bytes))) break
    const text = strictly(bytes, charset)
    if (text !== null) return { text, charset }
  }
  if (utf8 !== null) return { text: utf8, charset: 'utf-8' }
  return damagedUtf8(bytes) ?? { text: new TextDecoder('windows-1252').decode(bytes), charset: 'windows-1252' }
}

/** The encoding that the first four bytes declare by themselves: a byte order mark, or the zero bytes of UTF-16. */
export function markedCharset(bytes: Uint8Array): string | null {
  const [first, second, third, fourth] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0 && fourth === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c && third === 0) return 'utf-16be'
  return null
}

function declaredCharsets(bytes: Uint8Array, contentType: string): string[] {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2048))
  const declarations = [
    /charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType),
    /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i.exec(start),
    /<meta[^>]+charset\s*=\s*["']?([^\s;"'/>]+)/i.exec(start),
  ]
  return declarations.flatMap((match) => match?.[1] ?? [])
}

function charsetNamed(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function isOneByte(charset: string): boolean {
  return /^(windows-|iso-8859-|koi8|macintosh|ibm866|x-mac-)/.test(charset)
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80 && byte !== 0x1b)
}

/** A text cut in the middle of a letter is still UTF-8: kept as such when sound letters outnumber the broken ones. */
function damagedUtf8(bytes: Uint8Array): DecodedText | null {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const sound = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  return sound > broken ? { text, charset: 'utf-8' } : null
}
