import { type Context, Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import { ownPath } from '../console/desk.js'
import { publicPage, type Reader, readerOf, smallForms, typed } from '../public-page.js'
import { clientOf, throttle } from '../throttle.js'
import { type Auth, staffOf } from './auth.js'
import { withCookies } from './cookies.js'

/** A person who mistypes gets in; a machine that guesses does not: per client, and per account from anywhere. */
const perClient = { limit: 20, minutes: 15 }
const perAccount = { limit: 10, minutes: 15 }

type Fault = 'wrong' | 'busy' | 'link' | 'code' | 'provider'

/** Signing in: with a password, and a code where the account asks for one; with a link by mail; with the office's accounts. */
export function signInPages(context: JobContext, auth: Auth): Hono {
  const app = new Hono()
  const clients = throttle(context.clock, perClient)
  const accounts = throttle(context.clock, perAccount)
  const provider = context.office.signIn.openIdConnect
  app.use(smallForms)

  const reader = (c: Context) => readerOf(c, context.office)
  const allowed = (c: Context, account: string) => {
    const client = clients.allows(clientOf(c))
    return accounts.allows(account.toLowerCase()) && client
  }

  function form(
    { t, choice, ...rest }: Reader,
    { email = '', next = '', fault }: { email?: string; next?: string; fault?: Fault | null },
  ) {
    const suite = next && <input type="hidden" name="suite" value={next} />
    return publicPage(
      context,
      { t, choice, ...rest },
      t('signIn.title'),
      <>
        <p className="lead">{t('signIn.intro', { office: context.office.shortName })}</p>
        {fault && (
          <p className="finding blocks" role="alert" id="faults">
            {t(`signIn.fault.${fault}`)}
          </p>
        )}
        <form method="post" action={`/console/connexion${choice}`}>
          {suite}
          <label>
            {t('signIn.email')}
            <input type="email" name="email" defaultValue={email} autoComplete="username" required maxLength={254} />
          </label>
          <label>
            {t('signIn.password')}
            <input type="password" name="password" autoComplete="current-password" required maxLength={200} />
          </label>
          <button type="submit">{t('signIn.send')}</button>
        </form>
        {provider && (
          <form method="post" action={`/console/connexion/organisation${choice}`}>
            {suite}
            <button type="submit" className="secondary">
              {t('signIn.provider', { name: provider.name })}
            </button>
          </form>
        )}
        <details>
          <summary>{t('signIn.without')}</summary>
          <form method="post" action={`/console/connexion/message${choice}`}>
            <label>
              {t('signIn.email')}
              <input type="email" name="email" autoComplete="username" required maxLength={254} />
            </label>
            <div className="choices">
              <button type="submit" name="but" value="lien">
                {t('signIn.sendLink')}
              </button>
              <button type="submit" name="but" value="motdepasse" className="secondary">
                {t('signIn.sendReset')}
              </button>
            </div>
          </form>
          <p>
            <small>{t('signIn.secondFactorHint')}</small>
          </p>
        </details>
      </>,
    )
  }

  app.get('/', async (c) => {
    if ((await staffOf(auth, c.req.raw.headers)).staff) return c.redirect(ownPath(c.req.query('suite')), 303)
    const fault = c.req.query('error') ? 'provider' : null
    return c.html(form(reader(c), { next: ownPath(c.req.query('suite')), fault }))
  })

  app.post('/', async (c) => {
    const fields = await c.req.parseBody()
    const email = typed(fields, 'email', 254)
    const next = ownPath(typed(fields, 'suite'))
    if (!allowed(c, email)) return c.html(form(reader(c), { email, next, fault: 'busy' }), 429)
    const password = typeof fields['password'] === 'string' ? fields['password'] : ''
    const answer = await auth.api.signInEmail({
      body: { email, password },
      headers: c.req.raw.headers,
      asResponse: true,
    })
    if (!answer.ok) return c.html(form(reader(c), { email, next, fault: 'wrong' }), 401)
    const { twoFactorRedirect } = (await answer.json()) as { twoFactorRedirect?: boolean }
    const path = twoFactorRedirect ? `/console/connexion/code?suite=${encodeURIComponent(next)}` : next
    return withCookies(answer, c.redirect(path, 303))
  })

  const codeForm = ({ t, choice, ...rest }: Reader, next: string, fault: Fault | null) =>
    publicPage(
      context,
      { t, choice, ...rest },
      t('signIn.codeTitle'),
      <form method="post" action={`/console/connexion/code${choice}`}>
        {fault && (
          <p className="finding blocks" role="alert">
            {t(`signIn.fault.${fault}`)}
          </p>
        )}
        <input type="hidden" name="suite" value={next} />
        <label>
          {t('signIn.code')}
          <input name="code" inputMode="numeric" autoComplete="one-time-code" required maxLength={20} autoFocus />
        </label>
        <p>
          <small>{t('signIn.codeHelp')}</small>
        </p>
        <button type="submit">{t('signIn.send')}</button>
      </form>,
    )

  app.get('/code', (c) => c.html(codeForm(reader(c), ownPath(c.req.query('suite')), null)))

  app.post('/code', async (c) => {
    const fields = await c.req.parseBody()
    const next = ownPath(typed(fields, 'suite'))
    if (!clients.allows(clientOf(c))) return c.html(codeForm(reader(c), next, 'busy'), 429)
    const code = typed(fields, 'code', 20).replaceAll(' ', '')
    const asked = { body: { code }, headers: c.req.raw.headers, asResponse: true } as const
    // Six digits come from the telephone; anything else can only be one of the codes kept on paper.
    const answer = /^\d{6}$/.test(code) ? await auth.api.verifyTOTP(asked) : await auth.api.verifyBackupCode(asked)
    if (!answer.ok) return c.html(codeForm(reader(c), next, 'code'), 401)
    return withCookies(answer, c.redirect(next, 303))
  })

  app.post('/message', async (c) => {
    const fields = await c.req.parseBody()
    const email = typed(fields, 'email', 254).toLowerCase()
    const asked = reader(c)
    const { t } = asked
    if (!allowed(c, email)) return c.html(form(asked, { fault: 'busy' }), 429)
    const known = (await context.store.staff.list()).find((one) => one.email.toLowerCase() === email)
    const headers = c.req.raw.headers
    if (known && fields['but'] === 'motdepasse') await auth.api.requestPasswordReset({ body: { email } })
    // A link alone would go round the second factor.
    else if (known && !known.secondFactor) await auth.api.signInMagicLink({ body: { email }, headers })
    return c.html(publicPage(context, asked, t('signIn.mailTitle'), <p>{t('signIn.mailText')}</p>))
  })

  // Whatever opens links in a mail before the reader does must not use them up: only the button signs in.
  app.get('/lien/:token', (c) => {
    const asked = reader(c)
    const { t, choice } = asked
    return c.html(
      publicPage(
        context,
        asked,
        t('signIn.linkTitle'),
        <form method="post" action={`/console/connexion/lien/${encodeURIComponent(c.req.param('token'))}${choice}`}>
          <button type="submit">{t('signIn.send')}</button>
        </form>,
      ),
    )
  })

  app.post('/lien/:token', async (c) => {
    if (!clients.allows(clientOf(c))) return c.html(form(reader(c), { fault: 'busy' }), 429)
    const answer = await auth.api
      .magicLinkVerify({ query: { token: c.req.param('token') }, headers: c.req.raw.headers, asResponse: true })
      .catch(() => null)
    if (!answer?.ok) return c.html(form(reader(c), { fault: 'link' }), 401)
    const { user } = (await answer.json()) as { user: { id: string } }
    const member = (await context.store.staff.list()).find((one) => one.id === user.id)
    if (!member || member.secondFactor) return c.html(form(reader(c), { fault: 'link' }), 401)
    return withCookies(answer, c.redirect('/console', 303))
  })

  app.post('/organisation', async (c) => {
    if (!provider) return c.notFound()
    const fields = await c.req.parseBody()
    const answer = await auth.api.signInSocial({
      body: {
        provider: 'office',
        callbackURL: ownPath(typed(fields, 'suite')),
        errorCallbackURL: '/console/connexion',
      },
      headers: c.req.raw.headers,
      asResponse: true,
    })
    if (!answer.ok) return c.html(form(reader(c), { fault: 'provider' }), 502)
    const { url } = (await answer.json()) as { url: string }
    // No redirection: the answer to a form may lead nowhere else (form-action), as it may with every hostile form.
    const asked = reader(c)
    const page = publicPage(
      context,
      asked,
      asked.t('signIn.leavingTitle'),
      <p>
        <a href={url}>{asked.t('signIn.provider', { name: provider.name })}</a>
      </p>,
    )
    return withCookies(answer, c.html(page, 200, { Refresh: `0; url=${url}` }))
  })

  return app
}
