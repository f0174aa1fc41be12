import { addressOfField } from './addresses.js'
import type { Finding } from './diagnosis.js'
import { type Entity, partsOf } from './entity.js'

/** One group of fields, names in lower case. */
export type Fields = Map<string, string>

/** The groups of a report (RFC 3464, 2.1; RFC 5965, 3): fields, parted by empty lines. */
export function fieldGroups(text: string): Fields[] {
  const groups: Fields[] = []
  for (const block of text
    .slice(0, 200_000)
    .replace(/^[ \t]+$/gm, '')
    .split(/\n{2,}/)) {
    const fields: Fields = new Map()
    for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const colon = line.indexOf(':')
      const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
      if (/^[\w-]{2,40}$/.test(name) && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
    }
    if (fields.size > 0) groups.push(fields)
  }
  return groups
}

/** A report is a part of its own; some stand in the text, or were forwarded. One that an answer quotes is no report. */
function isReport(part: Entity, { forwarded }: { forwarded: boolean }): boolean {
  if (/^message\/(?:global-)?delivery-status$/.test(part.type)) return true
  const shape = (field: string) => new RegExp(`^[> ]{0,${forwarded ? 4 : 0}}${field}:`, 'im')
  return (
    part.parts.length === 0 && shape('final-recipient').test(part.text) && shape('(?:action|status)').test(part.text)
  )
}

/** What reports of delivery status say (RFC 3464), recipient by recipient; null when there is none. */
export function readStatusReport(message: Entity): Finding[] | null {
  const forwarded = /^\s*(?:fwd?|tr|wg)\s*:/i.test(message.header('subject'))
  const reports = [...partsOf(message)].filter((part) => isReport(part, { forwarded }))
  if (reports.length === 0) return null
  return reports
    .flatMap((part) => recipientGroups(part.text.replace(/^(?:> ?)+/gm, '')))
    .map((fields) => {
      const address = (name: string) => addressOfField(fields.get(name) ?? '')
      const final = address('final-recipient')
      const original = address('original-recipient')
      const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^\s*[\w-]{1,20}\s*;/, '').trim()
      return {
        address: final ?? original ?? address('x-actual-recipient') ?? '',
        originalAddress: original,
        action: (fields.get('action') ?? 'failed').toLowerCase().split(/[\s;(]/)[0] ?? 'failed',
        status: fields.get('status') ?? null,
        words: [diagnostic],
      }
    })
}

/** The groups that name a recipient. Some servers leave out the empty line before the first, or put one within a group. */
function recipientGroups(text: string): Fields[] {
  const found: Fields[] = []
  for (const fields of fieldGroups(text)) {
    const last = found.at(-1)
    if (fields.has('final-recipient') || fields.has('original-recipient')) {
      if (last && !last.has('final-recipient')) for (const [name, value] of fields) last.set(name, value)
      else found.push(fields)
    } else if (last) for (const [name, value] of fields) if (!last.has(name)) last.set(name, value)
  }
  return found
}
