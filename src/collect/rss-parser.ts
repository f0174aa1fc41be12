import Parser from 'rss-parser'
import { z } from 'zod'
import type { FeedItem } from './feed-item.js'

/** rss-parser hands over xml2js nodes as they are: a text, or an object with the text under "_" and attributes under "$". */
const text = z
  .union([z.string(), z.object({ _: z.string() }).transform((node) => node._)])
  .transform((value) => value.trim())
  .catch('')

const category = z.union([
  z.object({ $: z.object({ term: z.string() }) }).transform((node) => node.$.term),
  z.object({ _: z.string() }).transform((node) => node._),
  z.string(),
])

const itemSchema = z.object({
  guid: text,
  id: text,
  link: text,
  title: text,
  'content:encoded': text,
  content: text,
  summary: text,
  categories: z.array(category.catch('')).catch([]),
  pubDate: text,
  date: text,
})

/** @throws on whatever is not well-formed XML, and on feeds without a version. */
export async function readWithRssParser(xml: string): Promise<FeedItem[]> {
  const parser = new Parser({ customFields: { item: [['category', 'categories', { keepArray: true }]] } })
  const { items } = await parser.parseString(xml)
  return items.map((raw) => {
    const item = itemSchema.parse(raw)
    return {
      guid: item.guid || item.id,
      link: item.link,
      title: item.title,
      content: item['content:encoded'],
      description: item.content || item.summary,
      categories: item.categories,
      date: item.pubDate || item.date,
    }
  })
}
