import type { CheerioAPI } from 'cheerio'
import { isTag, type ChildNode, type Element, type ParentNode } from 'domhandler'
import { containers, contentOf, longestCard, mostNodes, mostSteps } from './badges.js'
import { readsAsDays } from './dates.js'
import { fold, tidy } from './text.js'

interface Kicker {
  heading: Element
  nodes: ChildNode[]
}

const mostHeadings = 300
const longestKicker = 60

/**
 * Moves the small words above a card's title (its village, its kind, its day and place) below it, where they belong to
 * no other card. Only where two cards at least wear them; a day alone is left, which may be that of several cards.
 */
export function lowerKickers($: CheerioAPI): void {
  const kickers = $('h2, h3, h4, h5, h6')
    .toArray()
    .slice(0, mostHeadings)
    .map(kickerOf)
    .filter((kicker) => kicker !== null)
  if (kickers.length < 2) return
  for (const { heading, nodes } of kickers) $(heading).after($('<p></p>').append(nodes))
}

/** What stands between the opening of a card and its only heading; null when it is more than a few words. */
function kickerOf(heading: Element): Kicker | null {
  if (readsAsDays(fold(tidy(contentOf(heading).text)))) return null
  let inner: ChildNode = heading
  for (let step = 0; step < mostSteps; step++) {
    const parent: ParentNode | null = inner.parent
    if (!parent || !isTag(parent) || !containers.has(parent.name) || parent.children.length > mostNodes) return null
    const nodes = parent.children.slice(0, parent.children.indexOf(inner)).filter((node) => contentOf(node).text !== '')
    if (nodes.length > 0) {
      const { text, headings, whole } = contentOf(parent)
      const words = tidy(nodes.map((node) => contentOf(node).text).join(' ')).trim()
      const isCard = whole && headings === 1 && text.length <= longestCard && nodes.every(isTag)
      return isCard && words.length <= longestKicker && !readsAsDays(fold(words)) ? { heading, nodes } : null
    }
    inner = parent
  }
  return null
}
