import type { CheckFinding } from '../domain/index.js'

/** A finding before it is put into words: `values` fill the text "checks.<code>". */
export interface RawFinding {
  code: string
  level: CheckFinding['level']
  values: Record<string, string | number>
}

export const blocks = (code: string, values: RawFinding['values'] = {}): RawFinding => ({
  code,
  level: 'blocks',
  values,
})
export const warns = (code: string, values: RawFinding['values'] = {}): RawFinding => ({ code, level: 'warns', values })

/** At most three titles, then how many more. */
export function titles(list: readonly string[]): { titles: string; count: number; more: number } {
  return {
    titles: list
      .slice(0, 3)
      .map((title) => `« ${shorten(title)} »`)
      .join(', '),
    count: list.length,
    more: Math.max(0, list.length - 3),
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** Gmail shows no more than this of a message's HTML. */
export const mailLimitBytes = 102_000

export const mailFits = (mailBytes: number): RawFinding[] =>
  mailBytes > mailLimitBytes ? [warns('mail-size', { kilobytes: Math.ceil(mailBytes / 1000) })] : []

/** What stands in the way first. */
export const inRank = (findings: readonly RawFinding[]): RawFinding[] => [
  ...findings.filter((finding) => finding.level === 'blocks'),
  ...findings.filter((finding) => finding.level === 'warns'),
]
