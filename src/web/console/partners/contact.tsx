import { type Context, Hono } from 'hono'
import { contactVersion, type ContactCard } from '../../../store/organisations/look.js'
import { type DeskEnv, done } from '../desk.js'
import { changesOnly, only } from '../guards.js'
import { screen } from '../screen.js'
import { typed } from '../../public-page.js'
import { ContactFields, contactFrom, emptyContact, filledContact, GroundFields, groundFrom } from './contact-values.js'
import { Faults, type Filled, staleScreen } from './form.js'
import { SubscriptionsTold, unknownPartner } from './organisation.js'
import { Lift, Subscriptions } from './subscriptions.js'
import { byHand, changesInWords, ChangesTold, DeliveriesTold } from './told.js'
import { columnWord, home, languageWord, whyNotWritten } from './words.js'

const sentShown = 50

/** A contact: corrected, subscribed, opposed, shown all that it received. */
export function contactScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.use(changesOnly('editor'))

  app.get('/contacts/:contact', async (c) => {
    const card = await c.get('desk').context.store.organisations.contact(c.req.param('contact'))
    return card ? contactPage(c, card, filledContact(card), card.version) : unknownPartner(c)
  })

  app.post('/contacts/:contact', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const id = c.req.param('contact')
    const card = await store.organisations.contact(id)
    if (!card) return unknownPartner(c)
    const form = await c.req.parseBody()
    const version = typed(form, 'version')
    const filled = contactFrom(desk, form)
    if (Object.keys(filled.faults).length > 0) return contactPage(c, card, filled, version)
    const outcome = await store.transaction(({ organisations }) =>
      organisations.saveContact(id, version, filled.values, byHand(desk), changesInWords(desk, 'contact')),
    )
    if (outcome === 'taken')
      return contactPage(c, card, { ...filled, faults: { email: desk.t('partnerDesk.fault.taken') } }, version)
    const path = `${home}/contacts/${id}`
    if (outcome !== 'stale') return done(c, path, outcome === 'saved' ? 'partnerSaved' : 'partnerUnchanged')
    const now = (await store.organisations.contact(id)) ?? card
    const inWords = (of: Pick<ContactCard, 'name' | 'role' | 'email' | 'language' | 'papers'>) => ({
      ...of,
      language: languageWord(desk, of.language),
      papers: desk.t(`partnerDesk.papers.${of.papers}`),
    })
    const [mine, theirs] = [inWords(filled.values), inWords(now)]
    return staleScreen(c, {
      title: now.name ?? now.email,
      action: path,
      back: path,
      version: contactVersion(now),
      typed: filled.typed,
      lines: (['name', 'role', 'email', 'language', 'papers'] as const).map((column) => ({
        label: columnWord(desk, 'contact', column),
        mine: mine[column] ?? '',
        theirs: theirs[column] ?? '',
      })),
    })
  })

  app.get('/:id/contact', only('editor'), async (c) => {
    const card = await c.get('desk').context.store.organisations.byId(c.req.param('id'))
    return card ? addForm(c, card.row, emptyContact(c.get('desk'))) : unknownPartner(c)
  })

  app.post('/:id/contact', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const card = await store.organisations.byId(c.req.param('id'))
    if (!card) return unknownPartner(c)
    const form = await c.req.parseBody({ all: true })
    const contact = contactFrom(desk, form)
    const ground = groundFrom(desk, form)
    const filled = { typed: { ...contact.typed, ...ground.typed }, faults: { ...contact.faults, ...ground.faults } }
    if (Object.keys(filled.faults).length > 0) return addForm(c, card.row, filled)
    const added = await store.transaction(async ({ organisations, partners }) => {
      const source = byHand(desk, desk.t('partnerDesk.addedNote'))
      const contactId = await organisations.addContact(card.row.id, contact.values, source)
      if (contactId)
        await partners.begin(
          ground.publications.map((publication) => ({ contactId, publication })),
          ground.ground,
          byHand(desk),
        )
      return contactId
    })
    if (!added) return addForm(c, card.row, { ...filled, faults: { email: desk.t('partnerDesk.fault.taken') } })
    return done(c, `${home}/${card.row.id}`, 'contactAdded')
  })

  app.post('/contacts/:contact/retirer', async (c) => {
    const desk = c.get('desk')
    const card = await desk.context.store.organisations.contact(c.req.param('contact'))
    if (!card) return unknownPartner(c)
    const outcome = await desk.context.store.transaction(({ organisations }) =>
      organisations.removeContact(card.id, byHand(desk, desk.t('partnerDesk.removedNote'))),
    )
    const back = card.organisation_id ? `${home}/${card.organisation_id}` : home
    return done(c, back, outcome === 'kept' ? 'contactDetached' : 'contactRemoved')
  })
  return app
}

async function contactPage(c: Context<DeskEnv>, card: ContactCard, filled: Filled, version: string) {
  const desk = c.get('desk')
  const { t, context } = desk
  const { organisations } = context.store
  const [owner, deliveries, changes] = await Promise.all([
    card.organisation_id ? organisations.byId(card.organisation_id) : null,
    organisations.deliveriesTo([card], { limit: sentShown }),
    organisations.changesOf({ subject: null, contactIds: [card.id] }),
  ])
  const path = `${home}/contacts/${card.id}`
  const why = whyNotWritten(card)
  return screen(c, {
    title: card.name ?? card.email,
    place: 'partners',
    styles: ['partners-desk.css'],
    back: owner
      ? { href: `${home}/${owner.row.id}`, label: owner.row.name }
      : { href: home, label: t('partnerDesk.title') },
    children: (
      <>
        <p className={why ? 'refused' : 'lead'}>{t(`partnerDesk.why.${why ?? 'none'}`)}</p>
        <section aria-labelledby="subscriptions">
          <h2 id="subscriptions">{t('partnerDesk.receives')}</h2>
          {desk.may('editor') ? (
            <Subscriptions desk={desk} card={card} />
          ) : (
            <SubscriptionsTold desk={desk} contact={card} />
          )}
        </section>
        {desk.may('editor') && (
          <>
            {card.opposed && <Lift desk={desk} card={card} />}
            <section aria-labelledby="edit">
              <h2 id="edit">{t('partnerDesk.edit')}</h2>
              <form method="post" action={path} className="two-columns" noValidate>
                <Faults desk={desk} filled={filled} />
                <input type="hidden" name="version" value={version} />
                <ContactFields desk={desk} filled={filled} />
                <button type="submit">{t('partnerDesk.save')}</button>
              </form>
            </section>
          </>
        )}
        <section aria-labelledby="received">
          <h2 id="received">{t('partnerDesk.received')}</h2>
          <DeliveriesTold desk={desk} deliveries={deliveries} />
        </section>
        <section aria-labelledby="changes">
          <h2 id="changes">{t('partnerDesk.changes')}</h2>
          <ChangesTold desk={desk} changes={changes} nameOf={() => card.name ?? card.email} />
        </section>
        {desk.may('editor') && (
          <section aria-labelledby="rights">
            <h2 id="rights">{t('partnerDesk.rights')}</h2>
            <p>{t('partnerDesk.rightsText')}</p>
            <div className="doors">
              <a href={`${path}/donnees`} role="button" className="secondary">
                {t('partnerDesk.everything')}
              </a>
              <form method="post" action={`${path}/retirer`} data-confirm={t('partnerDesk.removeAsk')}>
                <button type="submit" className="secondary danger">
                  {t('partnerDesk.remove')}
                </button>
              </form>
              <a href={`${path}/effacer`} role="button" className="secondary danger">
                {t('partnerDesk.erase')}
              </a>
            </div>
          </section>
        )}
      </>
    ),
  })
}

function addForm(c: Context<DeskEnv>, row: { id: string; name: string }, filled: Filled) {
  const desk = c.get('desk')
  const { t } = desk
  return screen(c, {
    title: t('partnerDesk.addContact'),
    place: 'partners',
    styles: ['partners-desk.css'],
    back: { href: `${home}/${row.id}`, label: row.name },
    children: (
      <form method="post" action={`${home}/${row.id}/contact`} className="two-columns" noValidate>
        <Faults desk={desk} filled={filled} />
        <ContactFields desk={desk} filled={filled} />
        <GroundFields desk={desk} filled={filled} />
        <button type="submit">{t('partnerDesk.save')}</button>
      </form>
    ),
  })
}
