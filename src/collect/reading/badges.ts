import type { CheerioAPI } from 'cheerio'
import { isTag, type ChildNode, type Element, type ParentNode } from 'domhandler'
import { fold, tidy } from './text.js'

/** What a card wears above its title. */
const badge =
  /^[^a-z]*(?:c'est |presque |deja |evenement |date |seance )*(?:complete?s?|annulee?s?|reportee?s?|nouveau(?:te)?|sold out|guichets? fermes?|dernieres places|places limitees|plus que \d+ places?|derniers? jours?|coup de coeur|gratuit)(?: (?:au|en|a|le|du) [a-z0-9 ]{1,24})?[^a-z]*$/
export const containers = new Set(['div', 'article', 'section', 'a', 'figure', 'header', 'li'])
const mostBadges = 300
const longestBadge = 60
export const longestCard = 2000
export const mostSteps = 5
/** A card has some tens of them. */
export const mostNodes = 300

/** Moves the badge that opens a card ("COMPLET" above its title) to the end of that card, where it belongs to no other. */
export function lowerBadges($: CheerioAPI): void {
  let count = 0
  for (const element of $('span, p, div, strong, b, em, small, mark').toArray()) {
    if (element.children.length > 2 || !isBadge(element) || ++count > mostBadges) continue
    const card = cardOf(element)
    if (card) $(card).append($('<p></p>').append(element))
  }
}

function isBadge(element: Element): boolean {
  if (element.children.some((child) => isTag(child) && child.children.some(isTag))) return false
  const { text } = contentOf(element)
  return text.length <= longestBadge && badge.test(fold(tidy(text)).trim())
}

/** The nearest container that the badge opens and that goes on with blocks of its own; null when it has none. */
function cardOf(element: Element): Element | null {
  let inner: ChildNode = element
  for (let step = 0; step < mostSteps; step++) {
    const parent: ParentNode | null = inner.parent
    if (!parent || !isTag(parent) || parent.children.length > mostNodes) return null
    const at = parent.children.indexOf(inner)
    if (parent.children.slice(0, at).some((node) => contentOf(node).text !== '')) return null
    const after = parent.children.slice(at + 1).filter((node) => contentOf(node).text !== '')
    if (after.length > 0) {
      const { text, headings, whole } = contentOf(parent)
      const isCard = containers.has(parent.name) && after.every(isTag) && after.length + headings > 1 && headings <= 1
      return isCard && whole && text.length <= longestCard ? parent : null
    }
    inner = parent
  }
  return null
}

/** The text below a node and how many headings it holds, as far as a card may reach; `whole` is false beyond. */
export function contentOf(node: ChildNode): { text: string; headings: number; whole: boolean } {
  const content = { text: '', headings: 0, whole: true }
  const pending = [node]
  for (let count = 0, next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (++count > mostNodes) return { ...content, whole: false }
    if (next.type === 'text') content.text += next.data.trim()
    if (!isTag(next)) continue
    if (/^h[1-6]$/.test(next.name)) content.headings++
    pending.push(...next.children.slice(0, mostNodes).reverse())
  }
  return content
}
