/** An address within a text: deliberately plain, and without repetition within repetition. */
const addressPattern =
  /[\p{Script=Latin}\d!#$%&'*+/=?^_`{|}~.-]{1,64}@[\p{Script=Latin}\d](?:[\p{Script=Latin}\d.-]{0,250}[\p{Script=Latin}\d])?/gu

/** Every address in a text, in its order, without repeats (case aside). */
export function addressesIn(text: string): string[] {
  const found = new Map<string, string>()
  for (const [match] of text.slice(0, 50_000).matchAll(addressPattern)) {
    const address = match.replace(/^['*.=|-]+/, '')
    if (address.includes('@') && !address.startsWith('@') && !found.has(address.toLowerCase()))
      found.set(address.toLowerCase(), address)
  }
  return [...found.values()]
}

/**
 * The address in a recipient field (RFC 3464, 2.3.1 and 2.3.2: "rfc822; a@example.org"; RFC 6533: "utf-8; …" with \x{…}
 * for characters); null when it holds none.
 */
export function addressOfField(value: string): string | null {
  const text = value
    .replace(/^\s*[\w-]{1,20}\s*;/, '')
    .replace(/\\x\{([0-9a-f]{2,6})\}/gi, (whole, hex: string) => {
      const point = Number.parseInt(hex, 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole
    })
    .trim()
  const inAngles = /<([^<>\s]{1,320}@[^<>\s]{1,255})>/.exec(text)?.[1]
  if (inAngles) return inAngles
  if (/^[^\s<>@|;,]{1,64}@[^\s<>@|;,]{1,255}$/.test(text)) return text
  return addressesIn(text)[0] ?? null
}
