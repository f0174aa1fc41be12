import type { NewsLine } from '../../../compose/news/correct-news.js'
import type { Desk } from '../desk.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { categoriesOf, type Look, lookedAt, perPage, queryOf } from './look.js'
import { LineHead } from './line-head.js'

/** More posts than this are folded away, so that what staff write themselves stays in sight. */
const mostInSight = 6

interface OfferedProps {
  desk: Desk
  onDesk: IssueOnDesk
  offered: readonly NewsLine[]
  look: Look
  /** Whether nothing is printed yet. */
  bare: boolean
}

/** What the blogs offer besides; of many, a page of those that one searches for. */
export function OfferedPosts({ desk, onDesk, offered, look, bare }: OfferedProps) {
  const { t } = desk
  if (offered.length === 0) return null
  const { found, page, shown } = lookedAt(offered, look)
  const many = offered.length > perPage
  const first = (page - 1) * perPage
  return (
    <details className="offered" id="autres" open={look.open || offered.length <= mostInSight || bare}>
      <summary>{t('newsDesk.offered', { count: offered.length })}</summary>
      {many && <Search desk={desk} onDesk={onDesk} offered={offered} look={look} />}
      {many && (
        <p className="quiet" role="status">
          {t(`newsDesk.${sayingOf(found, look)}`, { from: first + 1, to: first + shown.length, count: found })}
        </p>
      )}
      <ul className="lines">
        {shown.map((line) => (
          <li key={line.ref} id={`m-${line.ref}`} className="line story">
            <LineHead desk={desk} onDesk={onDesk} line={line} moves={null} look={{ ...look, page, open: true }} />
          </li>
        ))}
      </ul>
      {found > perPage && <Pages desk={desk} onDesk={onDesk} look={{ ...look, page }} last={page * perPage >= found} />}
    </details>
  )
}

/** How it is told which posts are shown. */
function sayingOf(found: number, { words, category }: Look): string {
  if (words === '' && category === '') return 'shown'
  if (found === 0) return 'noneFound'
  return found > perPage ? 'shownOfFound' : 'found'
}

function Search({ desk: { t }, onDesk: { base }, offered, look }: Omit<OfferedProps, 'bare'>) {
  return (
    <search>
      <form
        method="get"
        action={`${base}#autres`}
        className="offered-search"
        hx-get={`${base}/nouvelles`}
        hx-trigger="input delay:200ms, change, submit"
        hx-target="#nouvelles"
        hx-swap="outerMorph"
        hx-sync="this:replace"
      >
        <input type="hidden" name="autres" value="oui" />
        <label>
          {t('newsDesk.search')}
          <input type="search" id="chercher-articles" name="mots" defaultValue={look.words} autoComplete="off" />
        </label>
        <label>
          {t('newsDesk.category')}
          <select id="rubrique-articles" name="rubrique" defaultValue={look.category}>
            <option value="">{t('newsDesk.anyCategory')}</option>
            {categoriesOf(offered).map(({ name, count }) => (
              <option key={name} value={name}>{`${name} (${count})`}</option>
            ))}
          </select>
        </label>
        <noscript>
          <button type="submit" className="secondary">
            {t('newsDesk.find')}
          </button>
        </noscript>
      </form>
    </search>
  )
}

function Pages({
  desk: { t },
  onDesk: { base },
  look,
  last,
}: Pick<OfferedProps, 'desk' | 'onDesk' | 'look'> & { last: boolean }) {
  const to = (page: number) => {
    const query = queryOf({ ...look, page, open: true })
    return {
      href: `${base}${query}#autres`,
      'hx-get': `${base}/nouvelles${query}`,
      'hx-target': '#nouvelles',
      'hx-swap': 'outerMorph show:#autres:top',
    }
  }
  return (
    <nav className="pager" aria-label={t('desk.pages')}>
      {look.page > 1 && (
        <a {...to(look.page - 1)} rel="prev">
          {t('desk.pageBefore')}
        </a>
      )}
      <span>{t('desk.page', { page: look.page })}</span>
      {!last && (
        <a {...to(look.page + 1)} rel="next">
          {t('desk.pageAfter')}
        </a>
      )}
    </nav>
  )
}
