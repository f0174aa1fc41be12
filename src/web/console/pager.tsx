import type { Context } from 'hono'
import type { Desk } from './desk.js'

/** The page of a list that an address asks for, from 1. */
export function pageNumber(c: Context): number {
  const asked = Number(c.req.query('page') ?? 1)
  return Number.isInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1
}

/** To the page before and the page after; `path` may carry a search. */
export function Pager({ desk: { t }, page, more, path }: { desk: Desk; page: number; more: boolean; path: string }) {
  if (page === 1 && !more) return null
  const to = (number: number) => `${path}${path.includes('?') ? '&' : '?'}page=${number}`
  return (
    <nav className="pager" aria-label={t('desk.pages')}>
      {page > 1 && (
        <a href={to(page - 1)} rel="prev">
          {t('desk.pageBefore')}
        </a>
      )}
      <span>{t('desk.page', { page })}</span>
      {more && (
        <a href={to(page + 1)} rel="next">
          {t('desk.pageAfter')}
        </a>
      )}
    </nav>
  )
}
