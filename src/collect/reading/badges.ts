import type { CheerioAPI } from 'cheerio'
import { isTag, type AnyNode, type Element } from 'domhandler'
import { fold, tidy } from './text.js'

/** What a card wears above its title. */
const badge =
  /^[^a-z]*(?:c'est |presque |deja |evenement |date |seance )*(?:complete?s?|annulee?s?|reportee?s?|nouveau(?:te)?|sold out|guichets? fermes?|dernieres places|places limitees|plus que \d+ places?|derniers? jours?|coup de coeur|gratuit)(?: (?:au|en|a|le|du) [a-z0-9 ]{1,24})?[^a-z]*$/
const containers = new Set(['div', 'article', 'section', 'a', 'figure', 'header', 'li'])
const mostBadges = 300
const longestBadge = 60
const longestCard = 2000
const mostSteps = 5

/** Moves the badge that opens a card ("COMPLET" above its title) to the end of that card, where it belongs to no other. */
export function lowerBadges($: CheerioAPI): void {
  let count = 0
  for (const element of $('span, p, div, strong, b, em, small, mark').toArray()) {
    if (element.children.length > 2 || !isBadge($, element) || ++count > mostBadges) continue
    const card = cardOf($, element)
    if (card) $(card).append($('<p></p>').append(element))
  }
}

function isBadge($: CheerioAPI, element: Element): boolean {
  if (element.children.some((child) => isTag(child) && child.children.some(isTag))) return false
  const text = $(element).text()
  return text.length <= longestBadge && badge.test(fold(tidy(text)).trim())
}

/** The nearest container that the badge opens and that goes on with blocks of its own; null when it has none. */
function cardOf($: CheerioAPI, element: Element): Element | null {
  let inner: AnyNode = element
  for (let step = 0; step < mostSteps; step++) {
    const parent: AnyNode | null = inner.parent
    if (!parent || !isTag(parent)) return null
    const at = parent.children.indexOf(inner as Element)
    if (parent.children.slice(0, at).some((node) => textOf($, node) !== '')) return null
    const after = parent.children.slice(at + 1).filter((node) => textOf($, node) !== '')
    if (after.length > 0) {
      const headings = $(parent).find('h1, h2, h3, h4, h5, h6').length
      const isCard = containers.has(parent.name) && after.every(isTag) && after.length + headings > 1 && headings <= 1
      return isCard && $(parent).text().length <= longestCard ? parent : null
    }
    inner = parent
  }
  return null
}

const textOf = ($: CheerioAPI, node: AnyNode) => $(node).text().trim()
