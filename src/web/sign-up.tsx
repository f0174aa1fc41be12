import { Hono } from 'hono'
import type { JobContext } from '../../jobs/steps/context.js'
import { agreedText } from '../../jobs/steps/agreement.js'
import { askToSignUp } from '../../jobs/sign-up.js'
import { normalAddress } from '../collect/partners/addresses.js'
import type { Answers } from './answers.js'
import {
  outcomePage,
  publicPage,
  type Reader,
  readerOf,
  smallForms,
  ticked,
  typed,
  unknownLink,
  Trap,
} from './public-page.js'
import { clientOf, throttle } from './throttle.js'

/** Forms per client: a whole office behind one address may sign up in an hour, a machine gets nowhere. */
const share = { limit: 20, minutes: 60 }

interface Filled {
  email: string
  name: string
  publications: readonly string[]
  /** Keys of what is to be corrected. */
  faults: readonly ('email' | 'publication')[]
}

/**
 * Signing up, in two steps: the form asks, the button behind the link in the mail consents. The answer is the same for
 * an address that is known, new or opposed, so that nobody learns who receives what. No cookie and no session: a form
 * that a foreign page sends can do no more than anybody can, which is to have one confirmation mail sent.
 */
export function signUpPages(context: JobContext, answers: Answers): Hono {
  const { office, store, publications } = context
  const app = new Hono()
  const visits = throttle(context.clock, share)
  const open = Object.keys(publications).filter((name) => publications[name]?.signUp)
  const titleOf = (name: string) => publications[name]?.title ?? name
  app.use(smallForms)

  const agreement = (reader: Reader) => reader.t('signUp.agreement', { office: office.name })

  function form(reader: Reader, { email, name, publications: chosen, faults }: Filled) {
    const { t, choice } = reader
    const wrong = (field: Filled['faults'][number]) => faults.includes(field)
    return publicPage(
      context,
      reader,
      t('signUp.title'),
      <>
        <p className="lead">{t('signUp.intro')}</p>
        {faults.length > 0 && (
          <p className="finding blocks" role="alert" id="faults">
            {faults.map((fault) => t(`signUp.fault.${fault}`)).join(' ')}
          </p>
        )}
        <form method="post" action={`/inscription${choice}`} noValidate>
          <label>
            {t('signUp.email')}
            <input
              type="email"
              name="email"
              defaultValue={email}
              maxLength={254}
              autoComplete="email"
              required
              aria-invalid={wrong('email') || undefined}
              aria-describedby={wrong('email') ? 'faults' : undefined}
            />
          </label>
          <label>
            {t('signUp.name')}
            <input type="text" name="name" defaultValue={name} maxLength={200} autoComplete="name" />
          </label>
          <fieldset aria-describedby={wrong('publication') ? 'faults' : undefined}>
            <legend>{t('signUp.publications')}</legend>
            {open.map((one) => (
              <label key={one}>
                <input type="checkbox" name="publication" value={one} defaultChecked={chosen.includes(one)} />
                {titleOf(one)}
              </label>
            ))}
          </fieldset>
          <Trap t={t} />
          <p className="agreement">{agreement(reader)}</p>
          <button type="submit">{t('signUp.send')}</button>
          <p>{t('signUp.rights', { email: office.email })}</p>
        </form>
      </>,
    )
  }

  app.get('/', answers.rememberPublic, (c) => {
    if (open.length === 0) return c.notFound()
    return c.html(form(readerOf(c, office), { email: '', name: '', publications: [], faults: [] }))
  })

  app.post('/', async (c) => {
    const reader = readerOf(c, office)
    const { t, choice, language } = reader
    const filled = await c.req.parseBody({ all: true })
    const email = normalAddress(typed(filled, 'email', 255))
    const name = typed(filled, 'name')
    const chosen = ticked(filled, 'publication', open)
    const faults = [...(email ? [] : ['email' as const]), ...(chosen.length > 0 ? [] : ['publication' as const])]
    if (!email || faults.length > 0) {
      return c.html(form(reader, { email: typed(filled, 'email', 255), name, publications: chosen, faults }), 422)
    }
    if (!visits.allows(clientOf(c))) {
      return c.html(publicPage(context, reader, t('signUp.busyTitle'), <p>{t('signUp.busy')}</p>), 429)
    }
    if (typed(filled, 'website') === '') {
      const agreed = agreedText(`${chosen.map(titleOf).join(', ')}. ${agreement(reader)}`)
      await askToSignUp(context, { email, name: name || null, language, publications: chosen, agreed })
    }
    return c.redirect(`/inscription/merci${choice}`, 303)
  })

  app.get('/merci', (c) => {
    const reader = readerOf(c, office)
    const { t } = reader
    return c.html(
      outcomePage(
        context,
        reader,
        t('signUp.checkTitle'),
        t('signUp.check'),
        <p>{t('signUp.checkHelp', { email: office.email })}</p>,
      ),
    )
  })

  app.get('/:token', async (c) => {
    const token = c.req.param('token')
    const found = await store.signUps.byToken(token)
    const reader = readerOf(c, office, found?.language)
    if (!found) return c.html(unknownLink(context, reader), 404)
    const { t, choice } = reader
    const list = (
      <ul>
        {found.publications.map((one) => (
          <li key={one}>{titleOf(one)}</li>
        ))}
      </ul>
    )
    if (found.confirmedAt) {
      return c.html(
        outcomePage(
          context,
          reader,
          t('signUp.confirmedTitle'),
          t('signUp.confirmed', { email: found.email }),
          <>
            {list}
            <p>{t('signUp.confirmedHelp')}</p>
          </>,
        ),
      )
    }
    if (Temporal.Instant.compare(found.expiresAt, context.clock.now()) < 0) return c.html(expired(reader), 410)
    return c.html(
      publicPage(
        context,
        reader,
        t('signUp.confirmTitle'),
        <>
          <p className="lead">{t('signUp.confirmAsk', { email: found.email })}</p>
          {list}
          <p className="agreement" lang={found.language}>
            {found.agreed.text}
          </p>
          <form method="post" action={`/inscription/${token}${choice}`}>
            <button type="submit">{t('signUp.confirm')}</button>
          </form>
          <p>{t('signUp.confirmNothing')}</p>
        </>,
      ),
    )
  })

  app.post('/:token', async (c) => {
    const token = c.req.param('token')
    const found = await store.signUps.byToken(token)
    const reader = readerOf(c, office, found?.language)
    if (!found) return c.html(unknownLink(context, reader), 404)
    const contact = await store.transaction((rows) => rows.signUps.confirm(token))
    if (!contact) return c.html(expired(reader), 410)
    context.log.info({ publications: found.publications.length }, 'a sign-up was confirmed')
    return c.redirect(`/inscription/${token}${reader.choice}`, 303)
  })

  const expired = (reader: Reader) => {
    const { t, choice } = reader
    return publicPage(
      context,
      reader,
      t('signUp.expiredTitle'),
      <>
        <p>{t('signUp.expired')}</p>
        <p>
          <a href={`/inscription${choice}`}>{t('signUp.againLink')}</a>
        </p>
      </>,
    )
  }

  return app
}
