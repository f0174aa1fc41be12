import { parseFeed } from 'feedsmith'
import type { FeedItem } from './feed-item.js'

type Parsed = ReturnType<typeof parseFeed<string>>
type RssItem = NonNullable<Extract<Parsed, { format: 'rss' }>['feed']['items']>[number]
type RdfItem = NonNullable<Extract<Parsed, { format: 'rdf' }>['feed']['items']>[number]
type AtomEntry = NonNullable<Extract<Parsed, { format: 'atom' }>['feed']['entries']>[number]

/** The lenient second reader. @throws when it cannot tell what the text is. */
export function readWithFeedsmith(xml: string): FeedItem[] {
  const parsed = parseFeed<string>(xml)
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map(fromRss)
    case 'rdf':
      return (parsed.feed.items ?? []).map(fromRdf)
    case 'atom':
      return (parsed.feed.entries ?? []).map(fromAtom)
    case 'json':
      throw new Error('JSON where XML was expected')
  }
}

function fromRss(item: RssItem): FeedItem {
  return {
    guid: item.guid?.value ?? '',
    link: item.link ?? '',
    title: item.title ?? '',
    content: item.content?.encoded ?? '',
    description: item.description ?? '',
    categories: (item.categories ?? []).flatMap((category) => category.name ?? []),
    date: item.pubDate ?? item.dc?.dates?.[0] ?? '',
  }
}

function fromRdf(item: RdfItem): FeedItem {
  return {
    guid: item.rdf?.about ?? '',
    link: item.link ?? '',
    title: item.title ?? '',
    content: item.content?.encoded ?? '',
    description: item.description ?? '',
    categories: item.dc?.subjects ?? [],
    date: item.dc?.dates?.[0] ?? '',
  }
}

function fromAtom(entry: AtomEntry): FeedItem {
  const links = entry.links ?? []
  const link = links.find((one) => one.rel === undefined || one.rel === 'alternate') ?? links[0]
  return {
    guid: entry.id ?? '',
    link: link?.href ?? '',
    title: entry.title?.value ?? '',
    content: entry.content?.value ?? '',
    description: entry.summary?.value ?? '',
    categories: (entry.categories ?? []).flatMap((category) => category.label ?? category.term ?? []),
    date: entry.published ?? entry.updated ?? '',
  }
}
