import type { CorrectedNews, DateLine, NewsLine } from '../../../compose/news/correct-news.js'
import { readPictureName } from '../../../domain/index.js'
import { weekdayAndDay, weekSpan } from '../../../render/dates.js'
import type { Desk } from '../desk.js'
import { ActButton, CorrectLink } from '../issue/acts.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { whenStored } from '../when.js'
import { NewsConflicts } from './news-conflicts.js'
import { pictureAddress } from './pictures.js'

interface Shown {
  desk: Desk
  onDesk: IssueOnDesk
}

/** More posts than this are folded away, so that what staff write themselves stays in sight. */
const mostInSight = 6

/** The month as a list: what is printed in its order, what the blogs offer besides, the dates. */
export function NewsList({ desk, onDesk, news }: Shown & { news: CorrectedNews }) {
  const { t } = desk
  const printed = news.lines.filter((line) => line.chosen)
  const offered = news.lines.filter((line) => !line.chosen)
  return (
    <div id="nouvelles">
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
              />
              <div id={`corriger-${line.ref}`} hx-morph-skip="" />
            </li>
          ))}
        </ul>
      </section>
      {offered.length > 0 && (
        <details className="offered" open={offered.length <= mostInSight || printed.length === 0}>
          <summary>{t('newsDesk.offered', { count: offered.length })}</summary>
          <ul className="lines">
            {offered.map((line) => (
              <li key={line.ref} id={`m-${line.ref}`} className="line story">
                <LineHead desk={desk} onDesk={onDesk} line={line} moves={null} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** A piece of news on a few lines, with what can be done to it at once. */
export function LineHead({
  desk,
  onDesk,
  line,
  moves,
}: Shown & { line: NewsLine; moves: { up: boolean; down: boolean } | null }) {
  const { t } = desk
  const { base, open } = onDesk
  const { ref, now, post, chosen, origin } = line
  const path = `${base}/nouvelles/${ref}`
  const spoken = (key: string) => desk.texts.t(key, { title: now.title })
  const act = (name: string, label: string, key: string, enabled?: boolean) => (
    <ActButton
      id={`${key}-${ref}`}
      to={`${path}/${name}`}
      list="nouvelles"
      label={label}
      spoken={spoken(`newsDesk.actOf.${key}`)}
      enabled={enabled}
    />
  )
  return (
    <div id={`tete-${ref}`} className="head">
      <div className="teaser">
        <Thumbnail onDesk={onDesk} line={line} />
        <p>
          <strong>{now.title}</strong>
          {origin === 'own' && <span className="badge own">{t('newsDesk.badge.own')}</span>}
          {line.corrections.some(({ field }) => field !== 'chosen' && field !== 'entry') && (
            <span className="badge corrected">{t('issueDesk.badge.corrected')}</span>
          )}
          {post && (
            <span className="place">
              {[post.publishedAt && whenStored(desk, post.publishedAt), post.categories.join(', ')]
                .filter(Boolean)
                .join(' · ')}
              {post.url && (
                <>
                  {' · '}
                  <a href={post.url} target="_blank" rel="noopener noreferrer">
                    {t('newsDesk.onBlog')}
                  </a>
                </>
              )}
            </span>
          )}
          {now.text && <span className="extract">{now.text}</span>}
          <PictureState desk={desk} line={line} />
        </p>
      </div>
      {open && (
        <form method="post" action={`${path}/${chosen ? 'ecarter' : 'retenir'}`} className="acts">
          <input type="hidden" name="version" value={line.version} />
          {chosen && (
            <CorrectLink
              lineRef={ref}
              to={path}
              label={t('issueDesk.act.correct')}
              spoken={spoken('newsDesk.actOf.correct')}
            />
          )}
          {!chosen && act('retenir', t('newsDesk.act.take'), 'take')}
          {chosen && post && act('ecarter', t('newsDesk.act.leave'), 'leave')}
          {!post && act('retirer', t('newsDesk.act.remove'), 'remove')}
          {moves && act('monter', '↑', 'up', moves.up)}
          {moves && act('descendre', '↓', 'down', moves.down)}
        </form>
      )}
      <NewsConflicts desk={desk} onDesk={onDesk} line={line} />
    </div>
  )
}

function Thumbnail({ onDesk, line }: { onDesk: IssueOnDesk; line: Pick<NewsLine, 'now'> }) {
  const address = pictureAddress(onDesk, line.now)
  const size = readPictureName(address?.split('/').at(-1) ?? '')
  if (!address || !size) return null
  return <img src={address} alt="" width={96} height={Math.round((96 * size.height) / size.width)} loading="lazy" />
}

/** What stands in the way of a picture that a post has. */
function PictureState({ desk: { t }, line: { now, post } }: { desk: Desk; line: NewsLine }) {
  const { picture } = now
  if (!picture) return post?.picture ? <small className="state">{t('newsDesk.withoutPicture')}</small> : null
  if (!picture.credit) return <small className="state warns">{t('newsDesk.noCredit')}</small>
  return picture.alt ? null : <small className="state warns">{t('newsDesk.noAlt')}</small>
}

/** The dates of the issue; those of earlier issues that are still to come are there by themselves. */
export function DateList({ desk, onDesk, news }: Shown & { news: CorrectedNews }) {
  const { t, texts } = desk
  const { base, open } = onDesk
  const when = ({ now }: DateLine) =>
    now.until ? weekSpan({ from: now.date, to: now.until }, texts) : weekdayAndDay(now.date, texts)
  return (
    <ul className="lines" id="liste-dates">
      {news.dates.map((line) => {
        const path = `${base}/dates/${line.ref}`
        return (
          <li key={line.ref} id={`d-${line.ref}`} className={line.hidden ? 'line off' : 'line'}>
            <p>
              <strong>{line.now.title}</strong>
              <span className="badge">{t(`news.kind.${line.now.kind}`)}</span>
              {line.carried && <span className="badge">{t('newsDesk.badge.carried')}</span>}
              <span className="place">{[when(line), line.now.hours, line.now.place].filter(Boolean).join(' · ')}</span>
            </p>
            {open && (
              <form method="post" action={`${path}/${line.hidden ? 'montrer' : 'retirer'}`} className="acts">
                <input type="hidden" name="version" value={line.version} />
                {!line.hidden && (
                  <a href={path} role="button" className="small secondary">
                    {t('issueDesk.act.correct')}
                  </a>
                )}
                <button type="submit" className="small secondary">
                  {t(line.hidden ? 'issueDesk.act.show' : line.carried ? 'issueDesk.act.hide' : 'newsDesk.act.remove')}
                </button>
              </form>
            )}
          </li>
        )
      })}
    </ul>
  )
}
