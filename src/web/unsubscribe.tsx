import { Hono } from 'hono'
import type { JobContext } from '../../jobs/steps/context.js'
import { agreedText } from '../../jobs/steps/agreement.js'
import { receivable } from '../../jobs/steps/receivable.js'
import { thePerson } from '../domain/index.js'
import { outcomePage, publicPage, readerOf, smallForms, unknownLink } from './public-page.js'

/**
 * The way out that every message carries. GET only asks, so that a scanner that opens links unsubscribes nobody;
 * POST acts at once and without login, for the button of this page and for the one-click of mailboxes (RFC 8058).
 */
export function unsubscribePages(context: JobContext): Hono {
  const { office, store } = context
  const app = new Hono()
  app.use(smallForms)
  const titles = receivable(context)
  const titleOf = (publication: string) => titles[publication]?.title ?? publication

  async function find(token: string, publication: string) {
    const contact = await store.partners.byToken(token)
    const known = contact?.subscriptions.some((one) => one.publication === publication)
    return contact && known ? { contact, subscribed: contact.receives.has(publication) } : null
  }

  app.get('/:token/:publication', async (c) => {
    const { token, publication } = c.req.param()
    const found = await find(token, publication)
    const reader = readerOf(c, office, found?.contact.language)
    if (!found) return c.html(unknownLink(context, reader), 404)
    const { t, choice } = reader
    const title = titleOf(publication)
    const action = `/d/${token}/${publication}`
    const others = (
      <p>
        <a href={`/preferences/${token}${choice}`}>{t('mail.preferences')}</a>
      </p>
    )
    if (!found.subscribed) {
      return c.html(
        outcomePage(
          context,
          reader,
          t('leave.doneTitle'),
          t('leave.done', { publication: title }),
          <>
            {!found.contact.opposed && (
              <form method="post" action={`${action}/retour${choice}`}>
                <button type="submit" className="secondary outline">
                  {t('leave.back')}
                </button>
              </form>
            )}
            {others}
          </>,
        ),
      )
    }
    return c.html(
      publicPage(
        context,
        reader,
        t('leave.askTitle'),
        <>
          <p className="lead">{t('leave.ask', { publication: title, office: office.name })}</p>
          <form method="post" action={`${action}${choice}`}>
            <button type="submit">{t('leave.yes')}</button>
          </form>
          <p>{t('leave.nothing')}</p>
          {others}
        </>,
      ),
    )
  })

  app.post('/:token/:publication', async (c) => {
    const { token, publication } = c.req.param()
    const found = await find(token, publication)
    const reader = readerOf(c, office, found?.contact.language)
    if (!found) return c.html(unknownLink(context, reader), 404)
    const body = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
    const oneClick = body['List-Unsubscribe'] === 'One-Click'
    const door = oneClick ? 'one-click' : 'unsubscribe-page'
    await store.transaction((rows) => rows.partners.unsubscribe(found.contact.id, publication, door))
    context.log.info({ publication, oneClick }, 'unsubscribed')
    // RFC 8058, 3.1: the answer to a one-click must not be a redirection.
    return oneClick ? c.text('OK') : c.redirect(`/d/${token}/${publication}${reader.choice}`, 303)
  })

  app.post('/:token/:publication/retour', async (c) => {
    const { token, publication } = c.req.param()
    const found = await find(token, publication)
    const reader = readerOf(c, office, found?.contact.language)
    if (!found) return c.html(unknownLink(context, reader), 404)
    // Only a confirmed sign-up lifts an opposition.
    if (found.contact.opposed) return c.redirect(`/inscription${reader.choice}`, 303)
    const { t } = reader
    const agreed = agreedText(t('leave.back'))
    await store.transaction((rows) =>
      rows.partners.ask(found.contact.id, publication, { who: thePerson, door: 'unsubscribe-page', agreed }),
    )
    return c.html(
      publicPage(
        context,
        reader,
        t('leave.backTitle'),
        <p className="lead">{t('leave.backDone', { publication: titleOf(publication) })}</p>,
      ),
    )
  })

  return app
}
