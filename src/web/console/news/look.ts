import type { Context } from 'hono'
import { fold } from '../../../collect/reading/text.js'
import type { NewsLine } from '../../../compose/news/correct-news.js'

/** Which of the posts that are offered somebody looks at; it goes along with all that they do on the desk. */
export interface Look {
  words: string
  category: string
  /** From 1. */
  page: number
  /** Whether they look at them at all: many are folded away at first. */
  open: boolean
}

/** Posts on a page: of fewer nobody has to search. */
export const perPage = 25

/** What an address says of where somebody looks. */
export function readLook(c: Context): Look {
  const asked = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 100)
  const page = Math.trunc(Number(asked('page')))
  const [words, category] = [asked('mots'), asked('rubrique')]
  return { words, category, page: page >= 1 && page <= 10_000 ? page : 1, open: asked('autres') !== '' }
}

/** The query of an address that leads to the same look; empty for where one begins. */
export function queryOf({ words, category, page, open }: Look): string {
  const query = new URLSearchParams()
  if (open) query.set('autres', 'oui')
  if (words) query.set('mots', words)
  if (category) query.set('rubrique', category)
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `?${query}` : ''
}

/** Those of the offered posts that are looked at, and how many there are of them. */
export function lookedAt(offered: readonly NewsLine[], look: Look): { found: number; page: number; shown: NewsLine[] } {
  const words = fold(look.words).split(/\s+/).filter(Boolean)
  const found = offered.filter(({ now, post }) => {
    if (look.category && !post?.categories.includes(look.category)) return false
    const text = fold(`${now.title} ${now.text ?? ''}`)
    return words.every((word) => text.includes(word))
  })
  // The last post of a page was taken: the page before is the last one now.
  const page = Math.min(look.page, Math.max(1, Math.ceil(found.length / perPage)))
  return { found: found.length, page, shown: found.slice((page - 1) * perPage, page * perPage) }
}

/** The categories of some posts, with how many each has, by name. */
export function categoriesOf(lines: readonly NewsLine[]): { name: string; count: number }[] {
  const all = Map.groupBy(
    lines.flatMap(({ post }) => [...new Set(post?.categories)]),
    (name) => name,
  )
  return [...all]
    .map(([name, list]) => ({ name, count: list.length }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
}
