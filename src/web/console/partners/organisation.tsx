import { type Context, Hono } from 'hono'
import type { ContactCard, OrganisationCard } from '../../../store/organisations/look.js'
import type { Desk, DeskEnv } from '../desk.js'
import { Pager, pageNumber } from '../pager.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { Facts } from './form.js'
import { shown, textDetails } from './organisation-values.js'
import { ChangesTold, DeliveriesTold } from './told.js'
import { columnWord, home, publicationTitle, whyNotWritten } from './words.js'

const perPage = 30

/** What is known of an organisation, whom to write to there, what they received, and who changed what. */
export function organisationScreen(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.get('/:id', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const { organisations } = context.store
    const card = await organisations.byId(c.req.param('id'))
    if (!card) return unknownPartner(c)
    const { row, contacts } = card
    const path = `${home}/${row.id}`
    const page = pageNumber(c)
    const contactIds = contacts.map((one) => one.id)
    const [deliveries, changes, entered] = await Promise.all([
      organisations.deliveriesTo(contacts, { limit: perPage + 1, offset: (page - 1) * perPage }),
      organisations.changesOf({ subject: `organisation/${row.id}`, contactIds }),
      row.import_id ? context.store.directory.importById(row.import_id) : null,
    ])
    return screen(c, {
      title: row.name,
      place: 'partners',
      styles: ['partners-desk.css'],
      back: { href: home, label: t('partnerDesk.title') },
      children: (
        <>
          <Known desk={desk} card={card} />
          {desk.may('editor') && (
            <p className="doors">
              <a href={`${path}/modifier`} role="button">
                {t('partnerDesk.edit')}
              </a>
              <a href={`${path}/contact`} role="button" className="secondary">
                {t('partnerDesk.addContact')}
              </a>
            </p>
          )}
          <section aria-labelledby="contacts">
            <h2 id="contacts">{t('partnerDesk.contacts')}</h2>
            {contacts.length === 0 && <p className="quiet">{t('partnerDesk.noContact')}</p>}
            <ul className="cards">
              {contacts.map((one) => (
                <ContactTold key={one.id} desk={desk} contact={one} />
              ))}
            </ul>
          </section>
          <section aria-labelledby="received">
            <h2 id="received">{t('partnerDesk.received')}</h2>
            <DeliveriesTold desk={desk} deliveries={deliveries.slice(0, perPage)} />
            <Pager desk={desk} page={page} more={deliveries.length > perPage} path={path} />
          </section>
          <section aria-labelledby="changes">
            <h2 id="changes">{t('partnerDesk.changes')}</h2>
            <ChangesTold
              desk={desk}
              changes={changes}
              entered={entered}
              nameOf={(id) => {
                const found = contacts.find((one) => one.id === id)
                return found ? (found.name ?? found.email) : null
              }}
            />
          </section>
        </>
      ),
    })
  })
  return app
}

function Known({ desk, card: { row } }: { desk: Desk; card: OrganisationCard }) {
  const { latitude, longitude } = row
  const facts = textDetails
    .filter((column) => column !== 'name' && column !== 'latitude' && column !== 'longitude')
    .map((column) => {
      const value = shown(desk, column, row[column])
      const link =
        column === 'website' && /^https?:\/\//i.test(value) ? (
          <a href={value} rel="noreferrer">
            {value}
          </a>
        ) : (
          value
        )
      return [columnWord(desk, 'organisation', column), link] as const
    })
  const position = latitude !== null && longitude !== null ? `${latitude}, ${longitude}` : ''
  return <Facts facts={[...facts, [desk.t('partnerColumn.position'), position]]} />
}

function ContactTold({ desk, contact }: { desk: Desk; contact: ContactCard }) {
  const { t } = desk
  const why = whyNotWritten(contact)
  return (
    <li className={why ? 'warning' : undefined}>
      <p>
        <strong>
          <a href={`${home}/contacts/${contact.id}`}>{contact.name ?? contact.email}</a>
        </strong>
        {contact.role && `, ${contact.role}`}
        {contact.name && (
          <>
            <br />
            {contact.email}
          </>
        )}
      </p>
      <SubscriptionsTold desk={desk} contact={contact} />
      <p className={why ? undefined : 'quiet'}>{t(`partnerDesk.why.${why ?? 'none'}`)}</p>
    </li>
  )
}

/** What a contact receives, on which ground and since when; what has ended, too. */
export function SubscriptionsTold({ desk, contact }: { desk: Desk; contact: ContactCard }) {
  if (contact.subscriptions.length === 0) return null
  return (
    <ul>
      {contact.subscriptions.map(({ publication, ground, since, until }) => (
        <li key={publication}>
          {publicationTitle(desk, publication)}
          {' – '}
          <small>
            {desk.t('partnerDesk.subscription', {
              ground: desk.t(`person.ground.${ground}`),
              since: whenStored(desk, since),
              until: until ? whenStored(desk, until) : 'none',
            })}
          </small>
        </li>
      ))}
    </ul>
  )
}

/** For an address that names nobody, or somebody who is gone. */
export function unknownPartner(c: Context<DeskEnv>) {
  const { t } = c.get('desk')
  return screen(c, {
    title: t('partnerDesk.unknownTitle'),
    place: 'partners',
    status: 404,
    back: { href: home, label: t('partnerDesk.title') },
    children: <p>{t('partnerDesk.unknown')}</p>,
  })
}
