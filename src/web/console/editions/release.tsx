import type { Context } from 'hono'
import { findingsOf } from '../../../../jobs/edition-release.js'
import { type Announcement, type Edition, editionName, type Segment, UnusableSegment } from '../../../domain/index.js'
import { unusableSentence } from '../../../report/segment-faults.js'
import type { Desk, DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { releasesHome as home } from './release-form.js'
import { PictureSection, type RefusedPicture } from './release-picture.js'

/** An announcement: what it says, to how many, what the checks find in it, and the mail as it will be. */
export async function releaseScreen(
  c: Context<DeskEnv>,
  one: Announcement,
  edition: Edition,
  refused: RefusedPicture | null,
): Promise<Response> {
  const desk = c.get('desk')
  const { t, context } = desk
  const { store } = context
  const path = `${home}/${one.id}`
  const [findings, audience, campaign] = await Promise.all([
    findingsOf(context, one.id),
    audienceInWords(desk, one),
    store.campaigns.byKey(`announcement/${one.id}`),
  ])
  return screen(c, {
    title: one.content.subject,
    place: 'announcements',
    styles: ['issue-desk.css', 'partners-desk.css', 'editions.css'],
    status: refused ? 400 : 200,
    width: 'wide',
    back: { href: home, label: t('releases.title') },
    children: (
      <>
        <div className="desk">
          <div>
            <p className="lead">
              {t('releases.about', { state: t(`releases.state.${one.state}`), to: one.segments.join(', ') })}
            </p>
            <p>
              <a href={`/console/editions/${edition.id}`}>{editionName(edition)}</a>
            </p>
            {one.state !== 'sent' && <p>{audience}</p>}
            <p>
              {one.reminderDays === null
                ? t('releases.noReminder')
                : t('releases.reminder', { days: one.reminderDays })}
            </p>
            {campaign && (
              <p>
                <a href={`/console/envois/${campaign.id}`}>{t('releases.campaign')}</a>
              </p>
            )}
            {(findings ?? []).map((finding) => (
              <p key={finding.text} className={`finding ${finding.level}`}>
                {finding.text}
              </p>
            ))}
            {one.state !== 'sent' && desk.may('editor') && (
              <>
                <Decisions desk={desk} one={one} />
                <PictureSection desk={desk} one={one} refused={refused} />
              </>
            )}
          </div>
          <MailViews desk={desk} path={path} revision={one.revision} />
        </div>
      </>
    ),
  })
}

/** How many are in the segments of an announcement, each address once; or what keeps that from being told. */
async function audienceInWords({ t, texts, context: { store } }: Desk, { segments }: Announcement): Promise<string> {
  try {
    const found: Segment[] = await Promise.all(segments.map((name) => store.segments.required(name)))
    const { addresses } = await store.segments.count({ any: found.map((segment) => segment.rule) })
    return t('releaseDesk.audience', { addresses })
  } catch (error) {
    if (!(error instanceof UnusableSegment)) throw error
    return unusableSentence(error, texts)
  }
}

function Decisions({ desk: { t }, one }: { desk: Desk; one: Announcement }) {
  const path = `${home}/${one.id}`
  return (
    <div className="doors">
      <a href={`${path}/modifier`} role="button" className="secondary">
        {t('releaseDesk.edit')}
      </a>
      <form method="post" action={`${path}/essai`}>
        <button type="submit" className="secondary">
          {t('releases.test')}
        </button>
      </form>
      <form method="post" action={`${path}/envoyer`} data-confirm={t('releaseDesk.sendAsk')}>
        <input type="hidden" name="revision" value={one.revision} />
        <button type="submit">{t('releases.send')}</button>
      </form>
    </div>
  )
}

const views = [
  { name: 'desktop', file: 'courriel?aspect=clair' },
  { name: 'phone', file: 'courriel?aspect=clair' },
  { name: 'dark', file: 'courriel?aspect=sombre' },
  { name: 'plain', file: 'texte' },
] as const

/** The mail as it will be, one view at a time. */
function MailViews({ desk: { t }, path, revision }: { desk: Desk; path: string; revision: number }) {
  return (
    <aside className="previews-desk" aria-label={t('releaseDesk.views')}>
      <fieldset className="tabs">
        <legend>{t('releaseDesk.views')}</legend>
        {views.map(({ name }, index) => (
          <label key={name}>
            <input type="radio" name="apercu" value={name} defaultChecked={index === 0} />{' '}
            {t(`releaseDesk.view.${name}`)}
          </label>
        ))}
      </fieldset>
      {views.map(({ name, file }) => (
        <figure key={name} className={`view ${name}`}>
          <iframe
            title={t(`releaseDesk.view.${name}`)}
            loading="lazy"
            sandbox=""
            src={`${path}/${file}${file.includes('?') ? '&' : '?'}v=${revision}`}
          />
          <figcaption>
            <a href={`${path}/${file}`} target="_blank" rel="noopener">
              {t('releaseDesk.open', { view: t(`releaseDesk.view.${name}`) })}
            </a>
          </figcaption>
        </figure>
      ))}
    </aside>
  )
}
