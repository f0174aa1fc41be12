import { checkLinks } from '../../src/collect/links.js'
import { mailLimitBytes } from '../../src/compose/checks.js'
import type { CheckFinding, MessageSource } from '../../src/domain/index.js'
import type { JobContext } from './context.js'
import { words } from './words.js'

/** Every picture of a mail, as it is written. */
const pictures = (html: string) => html.match(/<img\b[^>]*>/gi) ?? []
const hasWords = (picture: string) => /\balt="[^"]+"/i.test(picture)

/**
 * What the checks find in a release before it leaves: its size, the words of its pictures, its plain text, its links to
 * elsewhere, and whether there is anything to order. `free` is null when no copy of it was ever
 * counted; `isCoverComing` while its first page is still being drawn.
 */
export async function checkRelease(
  { texts, publicUrl, office }: JobContext,
  {
    message,
    free,
    isCoverComing,
  }: { message: Pick<MessageSource, 'html' | 'text'>; free: number | null; isCoverComing: boolean },
): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = []
  const find = (level: CheckFinding['level'], code: string, values: Record<string, string | number> = {}) =>
    findings.push({ code, level, text: words(texts, `release.check.${code}`, values) })
  const { html, text } = message
  const bytes = Buffer.byteLength(html)
  if (bytes > mailLimitBytes) find('blocks', 'too-large', { kilobytes: Math.ceil(bytes / 1000) })
  if (!pictures(html).every(hasWords)) find('blocks', 'picture-without-words')
  if (text.trim().length < 100) find('blocks', 'no-plain-text')
  if (isCoverComing) find('blocks', 'cover-coming')
  else if (pictures(html).length === 0) find('warns', 'no-cover')
  if (free === null) find('warns', 'nothing-to-order')
  else if (free === 0) find('warns', 'out-of-stock')
  const links = [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, url]) => (url ?? '').replaceAll('&amp;', '&'))
  const ours = [publicUrl, office.website]
  const elsewhere = links.filter((url) => !ours.some((one) => url.startsWith(one)))
  for (const { url } of await checkLinks(elsewhere, { allowPrivate: false, timeoutMs: 5000 }))
    find('warns', 'dead-link', { url })
  return findings
}
