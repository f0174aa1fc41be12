import { Hono } from 'hono'
import type { ContactCard } from '../../../store/organisations/look.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { only } from '../guards.js'
import { typed } from '../../public-page.js'
import { grounds } from './contact-values.js'
import { SubscriptionsTold, unknownPartner } from './organisation.js'
import { byHand } from './told.js'
import { home, publicationTitle } from './words.js'

/** What a contact is to receive, begun and ended by hand; an opposition lifted, as far as staff may. */
export function subscriptionForms(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const editor = only('editor')

  app.post('/contacts/:contact/abonner', editor, async (c) => {
    const desk = c.get('desk')
    const card = await desk.context.store.organisations.contact(c.req.param('contact'))
    const form = await c.req.parseBody()
    const publication = Object.keys(desk.context.publications).find((one) => one === form['publication'])
    const ground = grounds.find((one) => one === form['ground'])
    if (!card || !publication) return unknownPartner(c)
    const path = `${home}/contacts/${card.id}`
    if (!ground) return done(c, path, 'groundMissing')
    const before = card.subscriptions.find((one) => one.publication === publication)
    const hasStopped = card.subscriptions.length > 0 && card.subscriptions.every((one) => one.until !== null)
    // Who has left comes back by their own word only; who has left all begins nothing new but by it.
    if ((before?.until || hasStopped) && ground !== 'asked') return done(c, path, 'onlyWhenAsked')
    await desk.context.store.transaction(async ({ partners }) => {
      if (ground === 'asked') await partners.ask(card.id, publication, byHand(desk))
      else await partners.begin([{ contactId: card.id, publication }], ground, byHand(desk))
    })
    return done(c, path, 'subscribed')
  })

  app.post('/contacts/:contact/desabonner', editor, async (c) => {
    const desk = c.get('desk')
    const card = await desk.context.store.organisations.contact(c.req.param('contact'))
    const publication = typed(await c.req.parseBody(), 'publication')
    if (!card?.subscriptions.some((one) => one.publication === publication)) return unknownPartner(c)
    await desk.context.store.transaction(({ partners }) =>
      partners.unsubscribe(card.id, publication, 'console', desk.staff.name),
    )
    return done(c, `${home}/contacts/${card.id}`, 'unsubscribed')
  })

  app.post('/contacts/:contact/lever', editor, async (c) => {
    const desk = c.get('desk')
    const card = await desk.context.store.organisations.contact(c.req.param('contact'))
    if (!card) return unknownPartner(c)
    const path = `${home}/contacts/${card.id}`
    const hasAsked = (await c.req.parseBody())['asked'] === 'oui'
    const outcome = await desk.context.store.transaction(async ({ suppressions, partners }) => {
      // A person's wish ends by that person's wish only.
      if ((await suppressions.reasonFor(card.email_key)) === 'opposed' && !hasAsked) return 'oppositionStays'
      await partners.liftOpposition(card.email_key, byHand(desk, hasAsked ? desk.t('partnerDesk.askedNote') : null))
      return 'oppositionLifted'
    })
    return done(c, path, outcome)
  })

  return app
}

export function Subscriptions({ desk, card }: { desk: Desk; card: ContactCard }) {
  const { t, context } = desk
  const path = `${home}/contacts/${card.id}`
  const held = card.subscriptions.filter((one) => one.until === null).map((one) => one.publication)
  const missing = Object.keys(context.publications).filter((name) => !held.includes(name))
  return (
    <>
      <SubscriptionsTold desk={desk} contact={card} />
      {held.map((publication) => (
        <form key={publication} method="post" action={`${path}/desabonner`} className="inline">
          <input type="hidden" name="publication" value={publication} />
          <button type="submit" className="secondary">
            {t('partnerDesk.end', { publication: publicationTitle(desk, publication) })}
          </button>
        </form>
      ))}
      {missing.length > 0 && (
        <form method="post" action={`${path}/abonner`} className="inline begin">
          <select name="publication" aria-label={t('partnerDesk.publication')}>
            {missing.map((name) => (
              <option key={name} value={name}>
                {publicationTitle(desk, name)}
              </option>
            ))}
          </select>
          <select name="ground" aria-label={t('partnerDesk.ground')} defaultValue="">
            <option value="">{t('partnerDesk.ground')}</option>
            {grounds.map((ground) => (
              <option key={ground} value={ground}>
                {t(`partnerDesk.grounds.${ground}`)}
              </option>
            ))}
          </select>
          <button type="submit">{t('partnerDesk.begin')}</button>
        </form>
      )}
    </>
  )
}

export function Lift({ desk: { t }, card }: { desk: Desk; card: ContactCard }) {
  return (
    <section aria-labelledby="lift">
      <h2 id="lift">{t('partnerDesk.liftTitle')}</h2>
      <form method="post" action={`${home}/contacts/${card.id}/lever`}>
        {card.opposed?.reason === 'opposed' && (
          <label>
            <input type="checkbox" name="asked" value="oui" required />
            {t('partnerDesk.hasAsked')}
          </label>
        )}
        <button type="submit" className="secondary">
          {t('partnerDesk.lift')}
        </button>
      </form>
    </section>
  )
}
