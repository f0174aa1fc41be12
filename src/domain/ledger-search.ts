import type { DeliveryState } from './campaign.js'

/** Lines of a campaign to look for: those for which all that is given holds. */
export interface LineFilter {
  /** "returned": the next server took it, and it came back. */
  state?: DeliveryState | 'returned'
  reason?: string
  /** Part of the address or of the name, or words of the house's name, without regard to case and accents. */
  words?: string
}

/** Letters that French writes with accents: any letter may stand there, and the answer is looked at once more. */
const accented = /[aceinouy]/g

/** Without case and accents, letter by letter. */
const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/** A pattern of SQL's `like`, escaped with "!", that finds every text holding `words`, and some others. */
export function likePattern(words: string): string {
  const escaped = folded(words.trim()).replace(/[!%_]/g, '!$&')
  return `%${escaped.replace(accented, '_').replace(/[^\x20-\x7e]/g, '_')}%`
}

/** Whether an address or a name holds `words`. */
export function holdsWords(words: string, { email, name }: { email: string; name: string | null }): boolean {
  const wanted = folded(words.trim())
  return folded(email).includes(wanted) || folded(name ?? '').includes(wanted)
}

/** Whether somebody wrote a whole address, which is found at once however many lines there are. */
export const isWholeAddress = (words: string) => /^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$/.test(words.trim())
