import type { Context } from 'hono'
import { releaseReach } from '../../../../jobs/steps/release-audience.js'
import { findingsOf } from '../../../../jobs/edition-release.js'
import { textLanguages } from '../../../base/texts.js'
import { type Announcement, type Edition, editionName, UnusableSegment } from '../../../domain/index.js'
import { unusableSentence } from '../../../report/segment-faults.js'
import type { Desk, DeskEnv } from '../desk.js'
import { SendRisks } from '../risks.js'
import { screen } from '../screen.js'
import { audienceWords } from './audience.js'
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
  const isSent = one.state === 'sent'
  const [findings, reach, campaign] = await Promise.all([
    findingsOf(context, one.id),
    isSent ? null : reachTold(desk, one),
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
              {t('releases.about', { state: t(`releases.state.${one.state}`), to: audienceWords(desk, one.audience) })}
            </p>
            <p>
              <a href={`/console/editions/${edition.id}`}>{editionName(edition)}</a>
            </p>
            {reach?.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
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
            {reach && desk.may('editor') && (
              <>
                <SendRisks desk={desk} />
                <Decisions desk={desk} one={one} addresses={reach.addresses} />
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

interface ReachTold {
  /** How many get it, what begins for them; or what keeps that from being told. */
  sentences: string[]
  addresses: number
}

async function reachTold({ t, texts, context }: Desk, { audience }: Announcement): Promise<ReachTold> {
  if (audience.length === 0) return { sentences: [t('releaseDesk.chooseAudience')], addresses: 0 }
  try {
    const { addresses, first } = await releaseReach(context.store, audience)
    const list = context.office.editions.title
    const begins = first > 0 ? [t('releaseDesk.begins', { first, all: String(first === addresses), list })] : []
    return { sentences: [t('releaseDesk.audience', { addresses }), ...begins], addresses }
  } catch (error) {
    if (!(error instanceof UnusableSegment)) throw error
    return { sentences: [unusableSentence(error, texts)], addresses: 0 }
  }
}

/** Nothing is sent that would reach nobody: then the one thing to do is to change it. */
function Decisions({ desk: { t }, one, addresses }: { desk: Desk; one: Announcement; addresses: number }) {
  const path = `${home}/${one.id}`
  const reachesNobody = addresses === 0
  return (
    <div className="doors">
      {!reachesNobody && (
        <form method="post" action={`${path}/envoyer`} data-confirm={t('releaseDesk.sendAsk', { addresses })}>
          <input type="hidden" name="revision" value={one.revision} />
          <button type="submit">{t('releases.send', { addresses })}</button>
        </form>
      )}
      <a href={`${path}/modifier`} role="button" className={reachesNobody ? undefined : 'secondary'}>
        {t(reachesNobody ? 'releaseDesk.choose' : 'releaseDesk.edit')}
      </a>
      <form method="post" action={`${path}/essai`}>
        <button type="submit" className="secondary">
          {t('releases.test')}
        </button>
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

/** The mail as partners of other languages get it. */
const translated = (office: string) =>
  textLanguages
    .filter((one) => one !== office)
    .map((one) => ({ name: `in-${one}`, file: `courriel?aspect=clair&langue=${one}` }))

/** The mail as it will be, one view at a time. */
function MailViews({ desk: { t, context }, path, revision }: { desk: Desk; path: string; revision: number }) {
  const all = [...views, ...translated(context.office.language)]
  return (
    <aside className="previews-desk" aria-label={t('releaseDesk.views')}>
      <fieldset className="tabs">
        <legend>{t('releaseDesk.views')}</legend>
        {all.map(({ name }, index) => (
          <label key={name}>
            <input type="radio" name="apercu" value={name} defaultChecked={index === 0} />{' '}
            {t(`releaseDesk.view.${name}`)}
          </label>
        ))}
      </fieldset>
      {all.map(({ name, file }) => (
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
