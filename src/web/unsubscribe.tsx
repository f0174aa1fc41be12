import { Hono } from 'hono'
import type { JobContext } from '../../jobs/steps/context.js'
import { page } from './layout.js'

/**
 * The way out that every message carries. GET only asks, so that a scanner that opens links unsubscribes nobody;
 * POST acts at once and without login, for the button of this page and for the one-click of mailboxes (RFC 8058).
 */
export function unsubscribePages(context: JobContext): Hono {
  const { office, texts, store } = context
  const app = new Hono()

  const show = (title: string, children: React.ReactNode) =>
    page({ language: office.language, title, colour: office.colours.main, office: office.name, children })
  const unknown = () =>
    show(
      texts.t('leave.unknownTitle'),
      <>
        <h1>{texts.t('leave.unknownTitle')}</h1>
        <p>{texts.t('leave.unknown', { email: office.email })}</p>
      </>,
    )
  const titleOf = (publication: string) => context.publications[publication]?.title ?? publication

  async function find(token: string, publication: string) {
    const contact = await store.partners.byToken(token)
    const subscription = contact?.subscriptions.find((one) => one.publication === publication)
    return contact && subscription ? { contact, subscribed: subscription.until === null } : null
  }

  app.get('/:token/:publication', async (c) => {
    const { token, publication } = c.req.param()
    const found = await find(token, publication)
    if (!found) return c.html(unknown(), 404)
    const title = titleOf(publication)
    if (!found.subscribed) {
      return c.html(
        show(
          texts.t('leave.doneTitle'),
          <>
            <h1>{texts.t('leave.doneTitle')}</h1>
            <p className="lead">{texts.t('leave.done', { publication: title })}</p>
            <form method="post" action={`/d/${token}/${publication}/retour`}>
              <button type="submit" className="secondary outline">
                {texts.t('leave.back')}
              </button>
            </form>
          </>,
        ),
      )
    }
    return c.html(
      show(
        texts.t('leave.askTitle'),
        <>
          <h1>{texts.t('leave.askTitle')}</h1>
          <p className="lead">{texts.t('leave.ask', { publication: title, office: office.name })}</p>
          <form method="post" action={`/d/${token}/${publication}`}>
            <button type="submit">{texts.t('leave.yes')}</button>
          </form>
          <p>{texts.t('leave.nothing')}</p>
        </>,
      ),
    )
  })

  app.post('/:token/:publication', async (c) => {
    const { token, publication } = c.req.param()
    const found = await find(token, publication)
    if (!found) return c.html(unknown(), 404)
    const body = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
    const oneClick = body['List-Unsubscribe'] === 'One-Click'
    await store.partners.unsubscribe(found.contact.id, publication, oneClick ? 'one-click' : 'page')
    context.log.info({ publication, oneClick }, 'unsubscribed')
    // RFC 8058, 3.1: the answer to a one-click must not be a redirection.
    return oneClick ? c.text('OK') : c.redirect(`/d/${token}/${publication}`, 303)
  })

  app.post('/:token/:publication/retour', async (c) => {
    const { token, publication } = c.req.param()
    const found = await find(token, publication)
    if (!found) return c.html(unknown(), 404)
    await store.partners.resubscribe(found.contact.id, publication)
    return c.html(
      show(
        texts.t('leave.backTitle'),
        <>
          <h1>{texts.t('leave.backTitle')}</h1>
          <p className="lead">{texts.t('leave.backDone', { publication: titleOf(publication) })}</p>
        </>,
      ),
    )
  })

  return app
}
