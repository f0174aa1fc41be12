import type { CorrectedNews, DateLine } from '../../../compose/news/correct-news.js'
import { weekdayAndDay, weekSpan } from '../../../render/dates.js'
import type { Desk } from '../desk.js'
import { ActsForm } from '../issue/acts.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { LineHead } from './line-head.js'
import { type Look, queryOf } from './look.js'
import { OfferedPosts } from './offered.js'

interface Shown {
  desk: Desk
  onDesk: IssueOnDesk
}

/** The month as a list: what is printed in its order, what the blogs offer besides, the dates. */
export function NewsList({ desk, onDesk, news, look }: Shown & { news: CorrectedNews; look: Look }) {
  const { t } = desk
  const printed = news.lines.filter((line) => line.chosen)
  const offered = news.lines.filter((line) => !line.chosen)
  return (
    <div id="nouvelles" data-look={queryOf(look)}>
      <section aria-labelledby="retenues">
        <h2 id="retenues">{t('newsDesk.printed', { count: printed.length })}</h2>
        {printed.length === 0 && <p className="quiet">{t('newsDesk.nothing')}</p>}
        <ul className="lines">
          {printed.map((line, place) => (
            <li key={line.ref} id={`m-${line.ref}`} className="line story">
              <LineHead
                desk={desk}
                onDesk={onDesk}
                line={line}
                moves={{ up: place > 0, down: place < printed.length - 1 }}
                look={look}
              />
              <div id={`corriger-${line.ref}`} hx-morph-skip="" />
            </li>
          ))}
        </ul>
      </section>
      <OfferedPosts desk={desk} onDesk={onDesk} offered={offered} look={look} bare={printed.length === 0} />
    </div>
  )
}

/** The dates of the issue; those of earlier issues that are still to come are there by themselves. */
export function DateList({ desk, onDesk, news }: Shown & { news: CorrectedNews }) {
  const { t, texts } = desk
  const { base, open } = onDesk
  const when = ({ now }: DateLine) =>
    now.until ? weekSpan({ from: now.date, to: now.until }, texts) : weekdayAndDay(now.date, texts)
  return (
    <div id="liste-dates">
      {news.dates.length === 0 && <p className="quiet">{t('newsDesk.noDates')}</p>}
      <ul className="lines">
        {news.dates.map((line) => {
          const path = `${base}/dates/${line.ref}`
          const act = `${path}/${line.hidden ? 'montrer' : 'retirer'}`
          return (
            <li key={line.ref} id={`d-${line.ref}`} className={line.hidden ? 'line off' : 'line'}>
              <p>
                <strong>{line.now.title}</strong>
                <span className="badge">{t(`news.kind.${line.now.kind}`)}</span>
                {line.carried && <span className="badge">{t('newsDesk.badge.carried')}</span>}
                <span className="place">
                  {[when(line), line.now.hours, line.now.place].filter(Boolean).join(' · ')}
                </span>
              </p>
              {open && (
                <ActsForm to={act} list="liste-dates" version={line.version}>
                  {!line.hidden && (
                    <a href={path} role="button" className="small secondary">
                      {t('issueDesk.act.correct')}
                    </a>
                  )}
                  <button type="submit" className="small secondary">
                    {t(
                      line.hidden ? 'issueDesk.act.show' : line.carried ? 'issueDesk.act.hide' : 'newsDesk.act.remove',
                    )}
                  </button>
                </ActsForm>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
