import type { Context } from 'hono'
import type { CorrectedNews } from '../../../compose/news/correct-news.js'
import { versionOf } from '../../../compose/corrections/target.js'
import { typeset } from '../../../base/typography.js'
import type { Desk, DeskEnv } from '../desk.js'
import { ForgetOrphan } from '../issue/acts.js'
import { deskFrame } from '../issue/desk-frame.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { NewDate, NewEntry } from './adding.js'
import { BlogNews } from './blog-news.js'
import { asOneTypes, EntryForm, PictureForm, VersionField } from './entry-form.js'
import { readLook } from './look.js'
import { DateList, NewsList } from './news-list.js'
import { pictureAddress } from './pictures.js'

interface Parts {
  desk: Desk
  onDesk: IssueOnDesk
  news: CorrectedNews
}

/** An issue of monthly news on the desk: where it stands, what to choose and write, and beside it what will leave. */
export async function showNewsDesk(c: Context<DeskEnv>, onDesk: IssueOnDesk, news: CorrectedNews) {
  const desk = c.get('desk')
  const { context, staff, t } = desk
  const { issue, open } = onDesk
  const [seen, last] = await Promise.all([
    context.store.issues.seenReading(issue.id, staff.id),
    context.store.issues.lastReading(issue.id),
  ])
  const parts = { desk, onDesk, news }
  return await deskFrame(
    c,
    onDesk,
    { list: 'nouvelles', styles: ['news-desk.css'] },
    <>
      {issue.state !== 'sent' && <BlogNews desk={desk} onDesk={onDesk} seen={seen} last={last} />}
      <NewsList {...parts} look={readLook(c)} />
      <Orphans {...parts} />
      {open && (
        <details className="add" id="ecrire">
          <summary>{t('newsDesk.write')}</summary>
          <div id="ajouter-nouvelle">
            <NewEntry desk={desk} onDesk={onDesk} look={readLook(c)} />
          </div>
        </details>
      )}
      <Dates {...parts} />
      <Partner {...parts} />
      <Intro {...parts} />
    </>,
  )
}

function Dates({ desk, onDesk, news }: Parts) {
  const { t } = desk
  return (
    <section aria-labelledby="dates" className="dates">
      <h2 id="dates">{t('newsDesk.dates')}</h2>
      <DateList desk={desk} onDesk={onDesk} news={news} />
      {onDesk.open && (
        <details className="add">
          <summary>{t('newsDesk.addDate')}</summary>
          <div id="ajouter-date">
            <NewDate desk={desk} onDesk={onDesk} />
          </div>
        </details>
      )}
    </section>
  )
}

function Partner({ desk, onDesk, news: { partner } }: Parts) {
  const { t } = desk
  const { base, open } = onDesk
  const path = `${base}/partenaire`
  const picture = partner && pictureAddress(onDesk, partner.now)
  return (
    <section aria-labelledby="partenaire">
      <h2 id="partenaire">{t('newsDesk.partner')}</h2>
      {!partner && <p className="quiet">{t('newsDesk.noPartner')}</p>}
      {partner && !open && <p>{partner.now.title}</p>}
      {partner && open && (
        <div className="correct">
          {picture && <img src={picture} alt="" className="shown" loading="lazy" />}
          <EntryForm desk={desk} action={path} name="partenaire" entry={partner.now} version={partner.version} own />
          <div id="sort-partenaire" className="fate" aria-live="polite" />
          <PictureForm desk={desk} action={`${path}/photo`} name="partenaire" has={partner.now.picture !== null} />
          <form method="post" action={`${path}/retirer`}>
            <button type="submit" className="small secondary">
              {t('newsDesk.removePartner')}
            </button>
          </form>
        </div>
      )}
      {!partner && open && (
        <details className="add">
          <summary>{t('newsDesk.addPartner')}</summary>
          <EntryForm desk={desk} action={path} name="partenaire" entry={null} own />
        </details>
      )}
    </section>
  )
}

function Intro({ desk, onDesk, news: { intro } }: Parts) {
  const { t } = desk
  const path = `${onDesk.base}/ouverture`
  return (
    <section aria-labelledby="ouverture">
      <h2 id="ouverture">{t('newsDesk.intro')}</h2>
      <form method="post" action={path} className="event" {...asOneTypes(path, 'ouverture')}>
        <VersionField name="ouverture" version={introVersion(intro.now)} />
        <label>
          <span className="said-only">{t('newsDesk.intro')}</span>
          <textarea name="intro" rows={3} maxLength={4000} defaultValue={intro.now ?? ''} readOnly={!onDesk.open} />
          <small>{t('newsDesk.introHelp')}</small>
        </label>
        {onDesk.open && <button type="submit">{t('issueDesk.save')}</button>}
      </form>
      <div id="sort-ouverture" className="fate" aria-live="polite" />
    </section>
  )
}

/** What whoever changes the opening words has seen of them. */
export const introVersion = (intro: string | null): string => versionOf(intro)

function Orphans({ desk, onDesk, news }: Parts) {
  const { t, texts } = desk
  if (news.orphans.length === 0) return null
  return (
    <section className="news" aria-labelledby="orphelines">
      <h2 id="orphelines">{t('issueDesk.orphans')}</h2>
      <p>{t('newsDesk.orphansHelp')}</p>
      <ul>
        {news.orphans.map(({ ref, corrections }) => (
          <li key={ref}>
            {corrections.map(({ field, value, who }) =>
              typeof value === 'string'
                ? typeset(`${t(`newsDesk.field.${field}`)} : ${value} (${who}) `, texts.language)
                : '',
            )}
            {onDesk.open && <ForgetOrphan to={`${onDesk.base}/orphelins/${ref}`} label={t('issueDesk.forget')} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
