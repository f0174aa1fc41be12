import { type Context, Hono } from 'hono'
import type { ReactNode } from 'react'
import type { JobContext } from '../../../jobs/steps/context.js'
import { loadTexts } from '../../base/texts.js'
import { staffOrigin } from '../../domain/index.js'
import type { Invitation } from '../../store/staff.js'
import { publicPage, type Reader, readerOf, smallForms, typed } from '../public-page.js'
import { clientOf, throttle } from '../throttle.js'
import { type Auth, minPasswordLength } from './auth.js'
import { withCookies } from './cookies.js'

const share = { limit: 20, minutes: 15 }

type Fault = 'short' | 'different' | 'name' | 'email' | 'taken'

function passwordFault(fields: Record<string, unknown>): Fault | null {
  const { password, again } = fields
  if (typeof password !== 'string' || [...password].length < minPasswordLength || password.length > 200) return 'short'
  return password === again ? null : 'different'
}

/** Two fields for a password that is to be chosen. */
export function NewPassword({ t, label }: Pick<Reader, 't'> & { label?: string }) {
  return (
    <>
      <label>
        {label ?? t('signIn.newPassword')}
        <input
          type="password"
          name="password"
          autoComplete="new-password"
          required
          minLength={minPasswordLength}
          maxLength={200}
          aria-describedby="password-help"
        />
        <small id="password-help">{t('signIn.passwordHelp', { length: minPasswordLength })}</small>
      </label>
      <label>
        {t('signIn.again')}
        <input type="password" name="again" autoComplete="new-password" required maxLength={200} />
      </label>
    </>
  )
}

/** The pages behind the links of an invitation and of a forgotten password. */
export function newPasswordPages(context: JobContext, auth: Auth): { invitation: Hono; password: Hono } {
  const { store } = context
  const visits = throttle(context.clock, share)
  const reader = (c: Context) => readerOf(c, context.office)

  const useless = (c: Context) => {
    const asked = reader(c)
    const text = asked.t('signIn.useless')
    return c.html(publicPage(context, asked, asked.t('signIn.uselessTitle'), <p>{text}</p>), 404)
  }
  const asking = (asked: Reader, title: string, action: string, fault: Fault | null, fields: ReactNode) =>
    publicPage(
      context,
      asked,
      title,
      <form method="post" action={action}>
        {fault && (
          <p className="finding blocks" role="alert">
            {asked.t(`signIn.fault.${fault}`, { length: minPasswordLength })}
          </p>
        )}
        {fields}
        <NewPassword t={asked.t} />
        <button type="submit">{asked.t('signIn.save')}</button>
      </form>,
    )

  function invitationForm(
    asked: Reader,
    token: string,
    invitation: Invitation,
    fault: Fault | null,
    name = '',
    email = '',
  ) {
    const { t, choice } = asked
    return asking(
      asked,
      t(invitation.email ? 'signIn.invitationTitle' : 'signIn.firstTitle'),
      `/console/invitation/${token}${choice}`,
      fault,
      <>
        <p className="lead">
          {invitation.email
            ? t('signIn.invitationText', { email: invitation.email, role: t(`role.${invitation.role}.name`) })
            : t('signIn.firstText')}
        </p>
        <label>
          {t('signIn.name')}
          <input
            name="name"
            defaultValue={name || (invitation.name ?? '')}
            autoComplete="name"
            required
            maxLength={100}
          />
        </label>
        {!invitation.email && (
          <label>
            {t('signIn.email')}
            <input type="email" name="email" defaultValue={email} autoComplete="username" required maxLength={254} />
          </label>
        )}
      </>,
    )
  }

  const invitation = new Hono().use(smallForms)
  invitation.get('/:token', async (c) => {
    const found = await store.staff.invitation(c.req.param('token'))
    return found ? c.html(invitationForm(reader(c), c.req.param('token'), found, null)) : useless(c)
  })
  invitation.post('/:token', async (c) => {
    const { token } = c.req.param()
    if (!visits.allows(clientOf(c))) return useless(c)
    const found = await store.staff.invitation(token)
    if (!found) return useless(c)
    const asked = reader(c)
    const fields = await c.req.parseBody()
    const name = typed(fields, 'name', 100)
    const email = (found.email ?? typed(fields, 'email', 254)).toLowerCase()
    const taken = (await store.staff.list()).some((one) => one.email === email)
    const fault: Fault | null = !name
      ? 'name'
      : !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
        ? 'email'
        : taken
          ? 'taken'
          : passwordFault(fields)
    if (fault) return c.html(invitationForm(asked, token, found, fault, name, email), 400)
    if (!(await store.staff.use(found.id))) return useless(c)
    const password = fields['password'] as string
    const { internalAdapter, password: hasher } = await auth.$context
    const language = loadTexts(asked.language).language
    // Whoever holds the link has read the mail that it came with, or the first start's own words.
    const user = await internalAdapter.createUser({ name, email, emailVerified: true, role: found.role, language }, {
      method: 'email-password',
    } as never)
    await internalAdapter.linkAccount({
      userId: user.id,
      accountId: user.id,
      providerId: 'credential',
      password: await hasher.hash(password),
    })
    await store.journal.write([{ what: 'joined', contactId: null }], staffOrigin(name, `${email} (${found.role})`))
    const signedIn = await auth.api.signInEmail({
      body: { email, password },
      headers: c.req.raw.headers,
      asResponse: true,
    })
    return withCookies(signedIn, c.redirect('/console?fait=welcome', 303))
  })

  const password = new Hono().use(smallForms)
  const resetForm = (asked: Reader, token: string, fault: Fault | null) =>
    asking(
      asked,
      asked.t('signIn.resetTitle'),
      `/console/mot-de-passe/${encodeURIComponent(token)}${asked.choice}`,
      fault,
      null,
    )
  password.get('/:token', (c) => c.html(resetForm(reader(c), c.req.param('token'), null)))
  password.post('/:token', async (c) => {
    const { token } = c.req.param()
    if (!visits.allows(clientOf(c))) return useless(c)
    const fields = await c.req.parseBody()
    const fault = passwordFault(fields)
    if (fault) return c.html(resetForm(reader(c), token, fault), 400)
    const body = { token, newPassword: fields['password'] as string }
    const answer = await auth.api.resetPassword({ body, asResponse: true })
    return answer.ok ? c.redirect('/console/connexion', 303) : useless(c)
  })
  return { invitation, password }
}
