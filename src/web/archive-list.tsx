import type { Context } from 'hono'
import type { JobContext } from '../../jobs/steps/context.js'
import { loadTexts } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import { weekNamed } from '../domain/index.js'
import { fullDate } from '../render/dates.js'
import { publicPage, readerOf } from './public-page.js'

const perPage = 30

/** Every issue that was sent, the newest first, each as a page; what was printed of it, and its dates as a calendar. */
export async function archiveList(context: JobContext, c: Context): Promise<string> {
  const { office, store, publications } = context
  const reader = readerOf(c, office)
  const { t } = reader
  const texts = loadTexts(reader.language)
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(c.req.query('page'))) || 1))
  const issues = await store.issues.sent({ limit: perPage + 1, offset: (page - 1) * perPage })
  const papers = [
    ['affiche.pdf', 'archive.poster'],
    ['livret.pdf', 'archive.booklet'],
  ] as const
  const calendar = ['agenda.ics', 'archive.calendar'] as const
  const to = (number: number) => `/numeros${reader.choice || '?'}${reader.choice ? '&' : ''}page=${number}`
  return publicPage(
    context,
    reader,
    t('publicSite.title'),
    <>
      <p className="lead">{t('publicSite.intro', { office: office.name })}</p>
      <p>
        <a href="/numeros/flux.xml">{t('publicSite.feed')}</a>
        {Object.values(publications).some((one) => one.signUp) && (
          <>
            {' · '}
            <a href={`/inscription${reader.choice}`}>{t('publicSite.signUp')}</a>
          </>
        )}
      </p>
      {issues.length === 0 && <p>{t('publicSite.nothing')}</p>}
      <ul className="issues">
        {issues.slice(0, perPage).map(({ publication, period, subject, sentAt, hasCalendar }) => (
          <li key={`${publication}/${period}`}>
            <h2>
              <a href={`/numeros/${publication}/${period}/`} lang={office.language}>
                {typeset(subject, office.language)}
              </a>
            </h2>
            <p>
              {t('publicSite.sent', {
                day: fullDate(sentAt.toZonedDateTimeISO(office.timeZone).toPlainDate().toString(), texts),
              })}
              {[...(weekNamed(period) ? papers : []), ...(hasCalendar ? [calendar] : [])].map(([name, text]) => (
                <span key={name}>
                  {' · '}
                  <a href={`/numeros/${publication}/${period}/${name}`}>{t(text)}</a>
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
      <nav className="pager" aria-label={t('desk.pages')}>
        {page > 1 && <a href={to(page - 1)}>{t('desk.pageBefore')}</a>}
        {issues.length > perPage && <a href={to(page + 1)}>{t('desk.pageAfter')}</a>}
      </nav>
    </>,
    { index: true },
  )
}
