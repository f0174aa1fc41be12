import type { CheerioAPI } from 'cheerio'
import { isTag, type Element } from 'domhandler'
import { contentOf } from './badges.js'
import { fold, tidy } from './text.js'
import { readsAsHours } from './times.js'

const mostBreaks = 1000
/** Two or three hours, and what is between them. */
const mostParts = 12
const longestStack = 60
const joint = /^(?:-|a|et|puis|\/)$/

/** Puts hours that stand one below the other in a badge ("14h30", "–", "16h") on one line, to be read together. */
export function levelHours($: CheerioAPI): void {
  const stacks = new Set(
    $('br')
      .toArray()
      .slice(0, mostBreaks)
      .map(({ parent }) => parent),
  )
  for (const stack of stacks)
    if (stack && isTag(stack) && isStack(stack))
      for (const lineBreak of $(stack).children('br').toArray())
        $(lineBreak).replaceWith(joins(lineBreak.prev) || joins(lineBreak.next) ? ' ' : ' et ')
}

function isStack({ children }: Element): boolean {
  if (children.length > mostParts) return false
  const text = children.map((node) => (isTag(node) && node.name === 'br' ? '\n' : contentOf(node).text)).join('')
  const lines = text.split('\n').map((line) => fold(tidy(line)).trim())
  return text.length <= longestStack && lines.every((line) => joint.test(line) || readsAsHours(line))
}

const joins = (node: Element['prev']) => node !== null && joint.test(fold(tidy(contentOf(node).text)).trim())
