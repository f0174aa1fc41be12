import { Hono } from 'hono'
import { personFileText } from '../../../report/person-file.js'
import { type DeskEnv, done } from '../desk.js'
import { only } from '../guards.js'
import { screen } from '../screen.js'
import { unknownPartner } from './organisation.js'
import { home } from './words.js'

/** The rights of a person: everything that is known, to take away; and erasure, which says what it keeps. */
export function personScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const editor = only('editor')

  app.get('/contacts/:contact/donnees', editor, async (c) => {
    const { t, texts, context } = c.get('desk')
    const card = await context.store.organisations.contact(c.req.param('contact'))
    if (!card) return unknownPartner(c)
    const path = `${home}/contacts/${card.id}/donnees`
    const file = await context.store.persons.everythingAbout(card.email)
    return screen(c, {
      title: t('partnerDesk.everything'),
      place: 'partners',
      styles: ['partners-desk.css'],
      back: { href: `${home}/contacts/${card.id}`, label: card.name ?? card.email },
      children: (
        <>
          <p className="doors">
            <a href={`${path}/texte`} role="button">
              {t('partnerDesk.asText')}
            </a>
            <a href={`${path}/json`} role="button" className="secondary">
              {t('partnerDesk.asJson')}
            </a>
          </p>
          <pre className="person-file">{personFileText(file, texts, context.office.timeZone)}</pre>
        </>
      ),
    })
  })

  app.get('/contacts/:contact/donnees/:form{texte|json}', editor, async (c) => {
    const { texts, context } = c.get('desk')
    const card = await context.store.organisations.contact(c.req.param('contact'))
    if (!card) return unknownPartner(c)
    const file = await context.store.persons.everythingAbout(card.email)
    const isJson = c.req.param('form') === 'json'
    const name = `donnees-${new Date(file.at).toISOString().slice(0, 10)}.${isJson ? 'json' : 'md'}`
    const body = isJson ? JSON.stringify(file, null, 2) : personFileText(file, texts, context.office.timeZone)
    return c.body(body, 200, {
      'Content-Type': isJson ? 'application/json' : 'text/markdown; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })

  app.get('/contacts/:contact/effacer', editor, async (c) => {
    const { t, context } = c.get('desk')
    const { store } = context
    const card = await store.organisations.contact(c.req.param('contact'))
    if (!card) return unknownPartner(c)
    const names = await store.persons.organisationsOnlyReachedAt(card.email)
    const path = `${home}/contacts/${card.id}`
    return screen(c, {
      title: t('partnerDesk.eraseTitle', { address: card.email }),
      place: 'partners',
      styles: ['partners-desk.css'],
      back: { href: path, label: card.name ?? card.email },
      children: (
        <>
          <p>{t('partnerDesk.eraseGoes')}</p>
          <p>{t('partnerDesk.eraseStays')}</p>
          <form method="post" action={`${path}/effacer`}>
            <label>
              <input type="checkbox" name="opposition" value="oui" defaultChecked />
              {t('partnerDesk.eraseOpposition')}
            </label>
            {names.length > 0 && (
              <label>
                <input type="checkbox" name="organisation" value="oui" />
                {t('partnerDesk.eraseOrganisation', { names: names.join(', ') })}
              </label>
            )}
            <button type="submit" className="danger">
              {t('partnerDesk.eraseNow')}
            </button>
          </form>
        </>
      ),
    })
  })

  app.post('/contacts/:contact/effacer', editor, async (c) => {
    const { staff, context } = c.get('desk')
    const card = await context.store.organisations.contact(c.req.param('contact'))
    if (!card) return unknownPartner(c)
    const form = await c.req.parseBody()
    await context.store.transaction(({ persons }) =>
      persons.erase(card.email, {
        who: staff.name,
        door: 'console',
        keepOpposition: form['opposition'] === 'oui',
        withOrganisations: form['organisation'] === 'oui',
      }),
    )
    return done(c, home, 'personErased')
  })
  return app
}
