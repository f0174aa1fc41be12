import type { Article } from '../../src/domain/index.js'

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The RSS that WordPress makes of articles. */
export function rssOf(articles: readonly Article[]): string {
  const items = articles.map(
    (article) => `<item><title>${escapeXml(article.title)}</title><link>${article.url}</link>
<guid isPermaLink="false">${article.guid}</guid>
<pubDate>${new Date(article.publishedAt ?? 0).toUTCString()}</pubDate><category><![CDATA[Agenda]]></category>
<description><![CDATA[]]></description><content:encoded><![CDATA[${article.html}]]></content:encoded></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog de l’office</title>
<link>https://tourisme.example.org</link><description>Idées</description>${items.join('\n')}</channel></rss>`
}
