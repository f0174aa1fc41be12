import type { Passage } from './passage.js'

const age =
  /(?:(?:ouvert |pour (?:les )?(?:enfants? )?|public |enfants? |ados? )?(?:des|a partir de|de)\s+\d{1,2}(?:\s?(?:ans)?\s?(?:a|-|et)\s?\d{1,2})?\s?ans(?: et plus)?(?: revolus)?|(?:pour les )?(?:enfants? de )?\d{1,2}\s?(?:-|a|\/)\s?\d{1,2}\s?ans|\d{1,2} ans et (?:plus|\+)|(?<![a-z])tout[- ]public(?: (?:des|a partir de) \d{1,2} ans)?|(?<![a-z])pour tous les ages)/g

/** The ages that the text names for the public, as written ("dès 6 ans"); a price's condition has been claimed before. */
export function readAge(passage: Passage): string | null {
  const folded = passage.unread
  let found: string | null = null
  for (const match of folded.matchAll(age)) {
    const subject = /(?<=(?:^|[\s|])(?:les|des|aux|nos) )(?:enfants?|ados?) /.exec(
      folded.slice(Math.max(0, match.index - 5), match.index + 8),
    )
    const start = match.index + (subject?.index === Math.min(5, match.index) ? subject[0].length : 0)
    const span = { start, end: match.index + match[0].length }
    if (!passage.isFree(span)) continue
    found ??= passage.text.slice(span.start, span.end)
    if (!/^pour|enfants? de/.test(match[0])) passage.claim('age', span)
  }
  return found
}
