import type { CorrectedNews, NewsLine } from '../../../compose/news/correct-news.js'

const mostWays = 8

/** Where on the desk a finding about monthly news is settled. */
export function waysInNews(news: CorrectedNews, code: string): { href: string; title?: string }[] {
  const lines = (wanted: (line: NewsLine) => boolean) =>
    news.lines
      .filter((line) => line.chosen && wanted(line))
      .slice(0, mostWays)
      .map(({ ref, now }) => ({ href: `#m-${ref}`, title: now.title }))
  switch (code) {
    case 'news-credit':
      return lines(({ now }) => now.picture !== null && !now.picture.credit)
    case 'news-alt':
      return lines(({ now }) => !!now.picture?.credit && !now.picture.alt)
    case 'news-bare':
      return lines(({ now }) => !now.text)
    case 'news-conflict':
      return lines(({ conflicts }) => conflicts.length > 0)
    case 'news-orphan':
      return [{ href: '#orphelines' }]
    case 'news-date-over':
      return [{ href: '#dates' }]
    case 'news-empty':
      return [{ href: '#ecrire' }]
    default:
      return []
  }
}
