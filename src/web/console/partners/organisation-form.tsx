import { type Context, Hono } from 'hono'
import { organisationKinds } from '../../../domain/index.js'
import { organisationVersion } from '../../../store/organisations/look.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { only } from '../guards.js'
import { screen } from '../screen.js'
import { typed } from '../../public-page.js'
import { Choice, Faults, type Filled, staleScreen, TextField } from './form.js'
import { unknownPartner } from './organisation.js'
import { filledWith, organisationFrom, shown, textDetails } from './organisation-values.js'
import { ContactFields, contactFrom, emptyContact, GroundFields, groundFrom } from './contact-values.js'
import { byHand, changesInWords } from './told.js'
import { columnWord, home, kindWord, recentChoices } from './words.js'

const nothingTyped: Filled = { typed: {}, faults: {} }

/** An organisation entered or corrected by hand. */
export function organisationForms(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/nouveau', only('editor'), (c) => newForm(c, nothingTyped, emptyContact(c.get('desk'))))

  app.post('/nouveau', only('editor'), async (c) => {
    const desk = c.get('desk')
    const form = await c.req.parseBody({ all: true })
    const organisation = organisationFrom(desk, form)
    const withContact = typed(form, 'email') !== ''
    const contact = contactFrom(desk, form)
    const grounds = groundFrom(desk, form)
    const faults = withContact ? { ...contact.faults, ...grounds.faults } : {}
    if (Object.keys({ ...organisation.faults, ...faults }).length > 0)
      return newForm(c, organisation, { ...contact, ...grounds, faults, typed: { ...contact.typed, ...grounds.typed } })
    const id = await desk.context.store.transaction(async ({ organisations, partners }) => {
      const added = byHand(desk, desk.t('partnerDesk.addedNote'))
      const organisationId = await organisations.addOrganisation(organisation.values, added)
      if (withContact) {
        const contactId = await organisations.addContact(organisationId, contact.values, added)
        if (contactId)
          await partners.begin(
            grounds.publications.map((publication) => ({ contactId, publication })),
            grounds.ground,
            byHand(desk),
          )
      }
      return organisationId
    })
    return done(c, `${home}/${id}`, 'partnerAdded')
  })

  app.get('/:id/modifier', only('editor'), async (c) => {
    const card = await c.get('desk').context.store.organisations.byId(c.req.param('id'))
    return card ? editForm(c, card.row, filledWith(c.get('desk'), card.row), card.version) : unknownPartner(c)
  })

  app.post('/:id/modifier', only('editor'), async (c) => {
    const desk = c.get('desk')
    const id = c.req.param('id')
    const { store } = desk.context
    const form = await c.req.parseBody()
    const version = typed(form, 'version')
    const filled = organisationFrom(desk, form)
    const card = await store.organisations.byId(id)
    if (!card) return unknownPartner(c)
    if (Object.keys(filled.faults).length > 0) return editForm(c, card.row, filled, version)
    const outcome = await store.transaction(({ organisations }) =>
      organisations.saveOrganisation(id, version, filled.values, byHand(desk), changesInWords(desk, 'organisation')),
    )
    const path = `${home}/${id}`
    if (outcome !== 'stale') return done(c, path, outcome === 'saved' ? 'partnerSaved' : 'partnerUnchanged')
    const now = (await store.organisations.byId(id))?.row ?? card.row
    return staleScreen(c, {
      title: now.name,
      action: `${path}/modifier`,
      back: path,
      version: organisationVersion(now),
      typed: filled.typed,
      lines: textDetails.map((column) => ({
        label: columnWord(desk, 'organisation', column),
        mine: shown(desk, column, filled.values[column]),
        theirs: shown(desk, column, now[column]),
      })),
    })
  })
  return app
}

async function newForm(c: Context<DeskEnv>, filled: Filled, contact: Filled) {
  const desk = c.get('desk')
  const { t } = desk
  return screen(c, {
    title: t('partnerDesk.new'),
    place: 'partners',
    styles: ['partners-desk.css'],
    back: { href: home, label: t('partnerDesk.title') },
    children: (
      <form method="post" action={`${home}/nouveau`} className="two-columns" noValidate>
        <Faults desk={desk} filled={{ ...filled, faults: { ...filled.faults, ...contact.faults } }} />
        <OrganisationFields desk={desk} filled={filled} kinds={(await recentChoices(desk.context.store)).kinds} />
        <fieldset>
          <legend>{t('partnerDesk.firstContact')}</legend>
          <ContactFields desk={desk} filled={contact} isNew />
          <GroundFields desk={desk} filled={contact} />
        </fieldset>
        <button type="submit">{t('partnerDesk.save')}</button>
      </form>
    ),
  })
}

async function editForm(c: Context<DeskEnv>, row: { id: string; name: string }, filled: Filled, version: string) {
  const desk = c.get('desk')
  const { t } = desk
  const path = `${home}/${row.id}`
  return screen(c, {
    title: t('partnerDesk.editTitle', { name: row.name }),
    place: 'partners',
    styles: ['partners-desk.css'],
    back: { href: path, label: row.name },
    children: (
      <form method="post" action={`${path}/modifier`} className="two-columns" noValidate>
        <Faults desk={desk} filled={filled} />
        <input type="hidden" name="version" value={version} />
        <OrganisationFields desk={desk} filled={filled} kinds={(await recentChoices(desk.context.store)).kinds} />
        <button type="submit">{t('partnerDesk.save')}</button>
      </form>
    ),
  })
}

function OrganisationFields({ desk, filled, kinds }: { desk: Desk; filled: Filled; kinds: readonly string[] }) {
  const { t } = desk
  const label = (column: string) => columnWord(desk, 'organisation', column)
  const text = (column: string, more: object = {}) => (
    <TextField name={column} label={label(column)} filled={filled} {...more} />
  )
  const kind = filled.typed['kind'] ?? ''
  const every = [...new Set([...organisationKinds, ...kinds, ...(kind ? [kind] : [])])]
  return (
    <fieldset>
      <legend>{t('partnerDesk.organisation')}</legend>
      {text('name', { required: true })}
      <Choice
        name="kind"
        label={label('kind')}
        value={kind}
        options={[['', t('partnerDesk.unsaid')], ...every.map((one) => [one, kindWord(desk, one)] as const)]}
      />
      {text('address')}
      {text('postcode', { inputMode: 'numeric' })}
      {text('commune')}
      {text('phone', { inputMode: 'tel' })}
      {text('website', { inputMode: 'url' })}
      {text('siret', { inputMode: 'numeric' })}
      {text('latitude', { inputMode: 'decimal', hint: t('partnerDesk.hint.latitude') })}
      {text('longitude', { inputMode: 'decimal', hint: t('partnerDesk.hint.longitude') })}
      {text('labels', { hint: t('partnerDesk.hint.labels') })}
      {text('languages', { hint: t('partnerDesk.hint.languages') })}
      {text('staff')}
      <Choice
        name="poster"
        label={label('poster')}
        value={filled.typed['poster'] ?? ''}
        options={[
          ['', t('partnerDesk.unsaid')],
          ['1', t('partners.yes')],
          ['0', t('partners.no')],
        ]}
      />
    </fieldset>
  )
}
