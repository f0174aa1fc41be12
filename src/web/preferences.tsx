import { type Context, Hono } from 'hono'
import type { JobContext } from '../../jobs/steps/context.js'
import { agreedText } from '../../jobs/steps/agreement.js'
import { receivable } from '../../jobs/steps/receivable.js'
import { type ChangeSource, papersChoices, thePerson } from '../domain/index.js'
import {
  outcomePage,
  publicPage,
  type Reader,
  readerOf,
  smallForms,
  ticked,
  typed,
  unknownLink,
} from './public-page.js'

/** What the address said last, told again above the form. */
const told: Record<string, string> = { enregistre: 'preferences.saved' }

/**
 * The page behind "choose what I receive", from every message and without login: the token of the link is the key.
 * GET only shows, so that a scanner that opens links changes nothing. There is no session and no cookie, hence nothing
 * for a foreign page to ride on: who can POST here knows the token already.
 */
export function preferencePages(context: JobContext): Hono {
  const { office, store } = context
  const publications = receivable(context)
  const app = new Hono()
  app.use(smallForms)

  type Contact = NonNullable<Awaited<ReturnType<typeof store.partners.byToken>>>

  async function open(c: Context): Promise<{ contact: Contact | null; reader: Reader; token: string }> {
    const token = c.req.param('token') ?? ''
    const contact = await store.partners.byToken(token)
    return { contact, token, reader: readerOf(c, office, contact?.language) }
  }
  /** What may be chosen: what is open to all, and what this contact has or had. */
  const shownTo = (contact: Contact) =>
    Object.entries(publications)
      .filter(([name, settings]) => settings.signUp || contact.subscriptions.some((one) => one.publication === name))
      .map(([name]) => name)
  const papersMatter = (names: readonly string[]) => names.some((name) => (publications[name]?.attach.length ?? 0) > 0)
  const byThePerson = (reader: Reader): ChangeSource => ({
    who: thePerson,
    door: 'preferences',
    agreed: agreedText(reader.t('preferences.agreement', { office: office.name })),
  })

  app.get('/efface', (c) => {
    const reader = readerOf(c, office)
    const { t } = reader
    return c.html(
      outcomePage(
        context,
        reader,
        t('preferences.erasedTitle'),
        t('preferences.erased'),
        <p>{t('preferences.eraseKept')}</p>,
      ),
    )
  })

  app.get('/:token', async (c) => {
    const { contact, reader, token } = await open(c)
    if (!contact) return c.html(unknownLink(context, reader), 404)
    const { t, choice } = reader
    const path = `/preferences/${token}`
    const erase = (
      <p>
        <a href={`${path}/effacer${choice}`}>{t('preferences.erase')}</a>
      </p>
    )
    if (contact.opposed) {
      return c.html(
        outcomePage(
          context,
          reader,
          t('preferences.stoppedTitle'),
          t('preferences.stopped', { email: contact.email }),
          <>
            <p>
              <a href={`/inscription${choice}`}>{t('preferences.again')}</a>
            </p>
            {erase}
          </>,
        ),
      )
    }
    const shown = shownTo(contact)
    const notice = told[c.req.query('fait') ?? '']
    return c.html(
      publicPage(
        context,
        reader,
        t('preferences.title'),
        <>
          {notice && (
            <p className="done" role="status">
              {t(notice)}
            </p>
          )}
          <p>{t('preferences.intro', { email: contact.email })}</p>
          <form method="post" action={`${path}${choice}`}>
            <fieldset>
              <legend>{t('preferences.publications')}</legend>
              {shown.map((name) => (
                <label key={name}>
                  <input type="checkbox" name="publication" value={name} defaultChecked={contact.receives.has(name)} />
                  {publications[name]?.title ?? name}
                </label>
              ))}
            </fieldset>
            {papersMatter(shown) && (
              <fieldset>
                <legend>{t('preferences.papers')}</legend>
                {papersChoices.map((one) => (
                  <label key={one}>
                    <input type="radio" name="papers" value={one} defaultChecked={contact.papers === one} />
                    {t(`preferences.papersChoice.${one}`)}
                  </label>
                ))}
              </fieldset>
            )}
            <fieldset>
              <legend>{t('preferences.language')}</legend>
              {(['fr', 'en'] as const).map((one) => (
                <label key={one} lang={one}>
                  <input type="radio" name="language" value={one} defaultChecked={contact.language === one} />
                  {one === 'fr' ? 'Français' : 'English'}
                </label>
              ))}
            </fieldset>
            <label>
              {t('preferences.name')}
              <input type="text" name="name" defaultValue={contact.name ?? ''} maxLength={200} autoComplete="name" />
            </label>
            <p className="agreement">{t('preferences.agreement', { office: office.name })}</p>
            <button type="submit">{t('preferences.save')}</button>
          </form>
          <section aria-labelledby="stop">
            <h2 id="stop">{t('preferences.stopTitle')}</h2>
            <p>{t('preferences.stopWhat')}</p>
            <form method="post" action={`${path}/arreter${choice}`}>
              <button type="submit" className="secondary outline">
                {t('preferences.stop')}
              </button>
            </form>
            {erase}
          </section>
        </>,
      ),
    )
  })

  app.post('/:token', async (c) => {
    const { contact, reader, token } = await open(c)
    if (!contact) return c.html(unknownLink(context, reader), 404)
    const form = await c.req.parseBody({ all: true })
    const shown = shownTo(contact)
    const language = typed(form, 'language')
    const papers = papersChoices.find((one) => one === typed(form, 'papers'))
    // Whoever has opposed gets no form: nothing is changed by one that was open before.
    if (!contact.opposed) {
      const wish = {
        shown,
        publications: ticked(form, 'publication', shown),
        language: language === 'fr' || language === 'en' ? language : contact.language,
        papers: papers ?? contact.papers,
        name: typed(form, 'name') || null,
      }
      await store.transaction((rows) => rows.partners.prefer(contact.id, wish, byThePerson(reader)))
      context.log.info({ publications: wish.publications.length }, 'preferences saved')
    }
    const kept = reader.choice && `&${reader.choice.slice(1)}`
    return c.redirect(`/preferences/${token}?fait=enregistre${kept}`, 303)
  })

  app.post('/:token/arreter', async (c) => {
    const { contact, reader, token } = await open(c)
    if (!contact) return c.html(unknownLink(context, reader), 404)
    const source: ChangeSource = { who: thePerson, door: 'preferences' }
    await store.transaction((rows) => rows.partners.stopEverything(contact.email_key, source))
    context.log.info('a person opposed')
    return c.redirect(`/preferences/${token}${reader.choice}`, 303)
  })

  app.get('/:token/effacer', async (c) => {
    const { contact, reader, token } = await open(c)
    if (!contact) return c.html(unknownLink(context, reader), 404)
    const { t, choice } = reader
    return c.html(
      publicPage(
        context,
        reader,
        t('preferences.eraseTitle'),
        <>
          <p className="lead">{t('preferences.eraseWhat', { email: contact.email })}</p>
          <p>{t('preferences.eraseKept')}</p>
          <form method="post" action={`/preferences/${token}/effacer${choice}`}>
            <button type="submit">{t('preferences.eraseYes')}</button>
          </form>
          <p>
            <a href={`/preferences/${token}${choice}`}>{t('preferences.eraseNo')}</a>
          </p>
        </>,
      ),
    )
  })

  app.post('/:token/effacer', async (c) => {
    const { contact, reader } = await open(c)
    if (!contact) return c.html(unknownLink(context, reader), 404)
    const source = { who: thePerson, door: 'preferences', keepOpposition: true } as const
    await store.transaction((rows) => rows.persons.erase(contact.email_key, source))
    context.log.info('a person was erased')
    // The token is nobody's any more: the page that says so has an address of its own.
    return c.redirect(`/preferences/efface?lang=${reader.language}`, 303)
  })

  return app
}
