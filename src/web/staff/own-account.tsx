import { Hono } from 'hono'
import { done, type Desk, type DeskEnv } from '../console/desk.js'
import { whenWords } from '../console/when.js'
import { screen } from '../console/screen.js'
import { typed } from '../public-page.js'
import { qrCode } from '../../render/qr.js'
import type { Auth } from './auth.js'
import { withCookies } from './cookies.js'
import { NewPassword } from './new-password.js'

const home = '/console/mon-compte'

/** One's own account: the password, the second factor, and the browsers that are signed in. */
export function ownAccountScreens(auth: Auth): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, staff } = desk
    const headers = c.req.raw.headers
    const [sessions, current] = await Promise.all([
      auth.api.listSessions({ headers }).catch(() => []),
      auth.api.getSession({ headers }),
    ])
    return screen(c, {
      title: t('account.title'),
      place: 'account',
      children: (
        <>
          <p className="lead">{t('account.who', { email: staff.email, role: t(`role.${staff.role}.name`) })}</p>
          <section aria-labelledby="password">
            <h2 id="password">{t('account.password')}</h2>
            <form method="post" action={`${home}/mot-de-passe`} className="narrow">
              <input type="hidden" name="username" autoComplete="username" defaultValue={staff.email} />
              <label>
                {t('account.current')}
                <input type="password" name="current" autoComplete="current-password" required maxLength={200} />
              </label>
              <NewPassword t={t} label={t('account.newPassword')} />
              <button type="submit">{t('account.change')}</button>
            </form>
          </section>
          <SecondFactor desk={desk} />
          <section aria-labelledby="sessions">
            <h2 id="sessions">{t('account.sessions')}</h2>
            <ul className="rows">
              {sessions.map((session) => (
                <li key={session.id}>
                  <span>
                    {t('account.session', {
                      browser: browserName(session.userAgent ?? ''),
                      since: whenWords(desk, Temporal.Instant.fromEpochMilliseconds(session.createdAt.getTime())),
                    })}
                    {session.token === current?.session.token && <strong>{` ${t('account.thisOne')}`}</strong>}
                  </span>
                </li>
              ))}
            </ul>
            <form method="post" action={`${home}/sessions`}>
              <button type="submit" className="secondary">
                {t('account.endSessions')}
              </button>
            </form>
          </section>
        </>
      ),
    })
  })

  app.post('/mot-de-passe', async (c) => {
    const fields = await c.req.parseBody()
    if (fields['password'] !== fields['again']) return done(c, home, 'passwordDifferent')
    const body = {
      currentPassword: String(fields['current'] ?? ''),
      newPassword: String(fields['password'] ?? ''),
      revokeOtherSessions: true,
    }
    const answer = await auth.api.changePassword({ body, headers: c.req.raw.headers, asResponse: true })
    return withCookies(answer, done(c, home, answer.ok ? 'passwordChanged' : 'passwordRefused'))
  })

  app.post('/sessions', async (c) => {
    await auth.api.revokeOtherSessions({ headers: c.req.raw.headers })
    return done(c, home, 'sessionsEnded')
  })

  // The secret is shown once, in the answer to the form, and never stands in an address.
  app.post('/second-facteur', async (c) => {
    const desk = c.get('desk')
    const { t } = desk
    const fields = await c.req.parseBody()
    const asked = {
      body: { password: String(fields['password'] ?? '') },
      headers: c.req.raw.headers,
      asResponse: true,
    } as const
    if (desk.staff.secondFactor) {
      const answer = await auth.api.disableTwoFactor(asked)
      return withCookies(answer, done(c, home, answer.ok ? 'secondFactorOff' : 'passwordRefused'))
    }
    const answer = await auth.api.enableTwoFactor(asked)
    if (!answer.ok) return done(c, home, 'passwordRefused')
    const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] }
    const picture = await qrCode(totpURI)
    return screen(c, {
      title: t('account.secondFactorTitle'),
      place: 'account',
      back: { href: home, label: t('account.title') },
      children: (
        <>
          <ol className="steps">
            <li>
              <p>{t('account.scan')}</p>
              <img
                className="qr"
                width="200"
                height="200"
                alt={t('account.qrAlt')}
                src={`data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`}
              />
              <p>
                <small>{t('account.byHand', { secret: new URL(totpURI).searchParams.get('secret') ?? '' })}</small>
              </p>
            </li>
            <li>
              <p>{t('account.keepCodes')}</p>
              <ul className="codes">
                {backupCodes.map((code) => (
                  <li key={code}>
                    <code>{code}</code>
                  </li>
                ))}
              </ul>
            </li>
            <li>
              <form method="post" action={`${home}/second-facteur/code`}>
                <label>
                  {t('account.enterCode')}
                  <input name="code" inputMode="numeric" autoComplete="one-time-code" required maxLength={10} />
                </label>
                <button type="submit">{t('account.turnOn')}</button>
              </form>
            </li>
          </ol>
        </>
      ),
    })
  })

  app.post('/second-facteur/code', async (c) => {
    const code = typed(await c.req.parseBody(), 'code', 10).replaceAll(' ', '')
    const answer = await auth.api.verifyTOTP({ body: { code }, headers: c.req.raw.headers, asResponse: true })
    return withCookies(answer, done(c, home, answer.ok ? 'secondFactorOn' : 'codeRefused'))
  })

  return app
}

function SecondFactor({ desk: { t, staff } }: { desk: Desk }) {
  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor">{t('account.secondFactor')}</h2>
      <p>{t(staff.secondFactor ? 'account.secondFactorIsOn' : 'account.secondFactorWhy')}</p>
      <form method="post" action={`${home}/second-facteur`} className="narrow">
        <label>
          {t('account.current')}
          <input type="password" name="password" autoComplete="current-password" required maxLength={200} />
        </label>
        <button type="submit" className={staff.secondFactor ? 'secondary' : undefined}>
          {t(staff.secondFactor ? 'account.turnOff' : 'account.prepare')}
        </button>
      </form>
    </section>
  )
}

/** The browser's own name from its long line, good enough to tell the laptop from the telephone. */
function browserName(agent: string): string {
  const name = /(Edg|Firefox|Chrome|Safari)/.exec(agent)?.[1] ?? '?'
  const place = /(Android|iPhone|iPad|Windows|Mac OS|Linux)/.exec(agent)?.[1]
  return [name === 'Edg' ? 'Edge' : name, place].filter(Boolean).join(', ')
}
