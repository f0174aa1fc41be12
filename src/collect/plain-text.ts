import { load } from 'cheerio/slim'

/**
 * The text of a title or caption that may hold tags and entities, also doubly encoded ones ("L&amp;rsquo;été", as
 * WordPress plug-ins write). No-break spaces are kept; other runs of white space become one space.
 */
export function plainText(html: string): string {
  const once = load(html, null, false).text()
  const text = /&(#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(once) ? load(once, null, false).text() : once
  return text.replace(/[ \t\r\n]+/g, ' ').trim()
}
