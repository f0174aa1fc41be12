import { Hono } from 'hono'
import { findingsOf, release, testRelease } from '../../../../jobs/edition-release.js'
import { releaseMessage } from '../../../../jobs/steps/release-message.js'
import { type Announcement, editionName, type Segment, staffOrigin, UnusableSegment } from '../../../domain/index.js'
import { unusableSentence } from '../../../report/segment-faults.js'
import { typed } from '../../public-page.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { inOneLight } from '../in-one-light.js'
import { changesOnly, note } from '../guards.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { releaseForms, releasesHome as home } from './release-form.js'
import { editionsById, EditionTabs } from './tabs.js'

/** The releases of editions: looked at in every form, tested, approved, sent. */
export function releaseScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.use(changesOnly('editor'))

  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const [releases, editions] = await Promise.all([context.store.announcements.list(), editionsById(desk)])
    return screen(c, {
      title: t('releases.title'),
      place: 'announcements',
      children: (
        <>
          <EditionTabs desk={desk} here="releases" />
          {desk.may('editor') && (
            <p>
              <a href={`${home}/nouvelle`} role="button">
                {t('releaseDesk.new')}
              </a>
            </p>
          )}
          {releases.length === 0 && <p className="quiet">{t('releases.none')}</p>}
          <ul className="rows">
            {releases.map((one) => (
              <li key={one.id}>
                <div>
                  <a href={`${home}/${one.id}`}>{one.content.subject}</a>
                  <br />
                  <small>{editions.get(one.editionId)?.title}</small>
                </div>
                <small>
                  {one.sentAt
                    ? t('releases.sentAt', { at: whenStored(desk, one.sentAt) })
                    : t(`releases.state.${one.state}`)}
                </small>
              </li>
            ))}
          </ul>
        </>
      ),
    })
  })

  app.route('/', releaseForms())

  app.get('/:id', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const { store } = context
    const one = await store.announcements.byId(c.req.param('id'))
    const edition = one && (await store.editions.byId(one.editionId))
    if (!one || !edition) return c.notFound()
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
              {one.state !== 'sent' && desk.may('editor') && <Decisions desk={desk} one={one} />}
            </div>
            <MailViews desk={desk} path={path} revision={one.revision} />
          </div>
        </>
      ),
    })
  })

  // A mail brings its own style: web.ts gives it the policy of documents.
  app.get('/:id/courriel', async (c) => {
    const { context } = c.get('desk')
    const one = await context.store.announcements.byId(c.req.param('id'))
    const edition = one && (await context.store.editions.byId(one.editionId))
    if (!one || !edition) return c.notFound()
    const { html } = await releaseMessage(context, context.store, one, edition)
    // The pictures are ours, wherever the page is looked at from.
    return c.html(inOneLight(html.replaceAll(`src="${context.publicUrl}/`, 'src="/'), c.req.query('aspect')))
  })

  app.get('/:id/texte', async (c) => {
    const { context } = c.get('desk')
    const one = await context.store.announcements.byId(c.req.param('id'))
    const edition = one && (await context.store.editions.byId(one.editionId))
    if (!one || !edition) return c.notFound()
    return c.text((await releaseMessage(context, context.store, one, edition)).text)
  })

  app.post('/:id/essai', async (c) => {
    const desk = c.get('desk')
    const { id } = c.req.param()
    const tested = await testRelease(desk.context, id, desk.staff.email)
    if (!tested) return c.notFound()
    await note(desk, 'tested', `announcement/${id}`)
    return done(c, `${home}/${id}`, 'releaseTested')
  })

  app.post('/:id/envoyer', async (c) => {
    const desk = c.get('desk')
    const { context, staff } = desk
    const { id } = c.req.param()
    const path = `${home}/${id}`
    const one = await context.store.announcements.byId(id)
    if (!one) return c.notFound()
    const revision = Number(typed(await c.req.parseBody(), 'revision', 9))
    if (one.state === 'sent') return done(c, path, 'releaseSent')
    if (!(await context.store.announcements.approve(id, revision, staff.name))) return done(c, path, 'releaseChanged')
    await note(desk, 'approved', `announcement/${id}`, one.content.subject)
    try {
      const released = await release(context, id, staffOrigin(staff.name, one.content.subject))
      if ('campaignId' in released) return done(c, path, 'releaseSent')
      return done(c, path, released.refused === 'nobody' ? 'releaseNobody' : 'releaseBlocked')
    } catch (error) {
      if (!(error instanceof UnusableSegment)) throw error
      return done(c, path, 'releaseNoSegment')
    }
  })

  return app
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
