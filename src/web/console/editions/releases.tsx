import { Hono } from 'hono'
import { release, testRelease } from '../../../../jobs/edition-release.js'
import { releaseMessage } from '../../../../jobs/steps/release-message.js'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { typeset } from '../../../base/typography.js'
import { staffOrigin, UnusableSegment } from '../../../domain/index.js'
import { typed } from '../../public-page.js'
import { type DeskEnv, done } from '../desk.js'
import { inOneLight } from '../in-one-light.js'
import { changesOnly, note } from '../guards.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { releaseScreen } from './release.js'
import { releaseForms, releasesHome as home } from './release-form.js'
import { releasePictureRoutes } from './release-picture.js'
import { editionsById, EditionTabs } from './tabs.js'

/** What is said of an announcement that did not leave. */
const refusals = {
  unknown: 'releaseChanged',
  'not-approved': 'releaseChanged',
  'no-audience': 'releaseNoAudience',
  nobody: 'releaseNobody',
  blocked: 'releaseBlocked',
} as const

/** The releases of editions: looked at in every form, tested, approved, sent. */
export function releaseScreens(context: JobContext): Hono<DeskEnv> {
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
                  <a href={`${home}/${one.id}`}>{typeset(one.content.subject, desk.texts.language)}</a>
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

  app.route('/', releaseForms(context))

  app.route('/', releasePictureRoutes(releaseScreen))

  app.get('/:id', async (c) => {
    const { store } = c.get('desk').context
    const one = await store.announcements.byId(c.req.param('id'))
    const edition = one && (await store.editions.byId(one.editionId))
    return one && edition ? await releaseScreen(c, one, edition, null) : c.notFound()
  })

  // A mail brings its own style: web.ts gives it the policy of documents.
  app.get('/:id/courriel', async (c) => {
    const { context } = c.get('desk')
    const one = await context.store.announcements.byId(c.req.param('id'))
    const edition = one && (await context.store.editions.byId(one.editionId))
    if (!one || !edition) return c.notFound()
    const message = await releaseMessage(context, context.store, one, edition)
    const { html } = message.translations?.find(({ language }) => language === c.req.query('langue')) ?? message
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
    if (one.audience.length === 0) return done(c, path, 'releaseNoAudience')
    if (!(await context.store.announcements.approve(id, revision, staff.name))) return done(c, path, 'releaseChanged')
    await note(desk, 'announcement-approved', `announcement/${id}`, one.content.subject)
    try {
      const released = await release(context, id, staffOrigin(staff.name, one.content.subject))
      if ('campaignId' in released) return done(c, path, 'releaseSent')
      return done(c, path, refusals[released.refused])
    } catch (error) {
      if (!(error instanceof UnusableSegment)) throw error
      return done(c, path, 'releaseNoSegment')
    }
  })

  return app
}
