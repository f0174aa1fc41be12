import type { NewsLine } from '../../../compose/news/correct-news.js'
import { readPictureName } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { ActButton, ActsForm, CorrectLink } from '../issue/acts.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { whenStored } from '../when.js'
import { type Look, queryOf } from './look.js'
import { NewsConflicts } from './news-conflicts.js'
import { pictureAddress } from './pictures.js'

interface Shown {
  desk: Desk
  onDesk: IssueOnDesk
}

/** A piece of news on a few lines, with what can be done to it at once. */
export function LineHead({
  desk,
  onDesk,
  line,
  moves,
  look,
}: Shown & { line: NewsLine; moves: { up: boolean; down: boolean } | null; look: Look }) {
  const { t } = desk
  const { base, open } = onDesk
  const { ref, now, post, chosen, origin } = line
  const path = `${base}/nouvelles/${ref}`
  const spoken = (key: string) => desk.texts.t(key, { title: now.title })
  const act = (name: string, label: string, key: string, enabled?: boolean) => (
    <ActButton
      id={`${key}-${ref}`}
      to={`${path}/${name}${queryOf(look)}`}
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
        <ActsForm
          to={`${path}/${chosen ? 'ecarter' : 'retenir'}${queryOf(look)}`}
          list="nouvelles"
          version={line.version}
        >
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
        </ActsForm>
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
