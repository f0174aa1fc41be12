import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { setCookie } from 'hono/cookie'
import type { JobContext } from '../../../jobs/steps/context.js'
import type { Answers } from '../answers.js'
import type { Auth } from '../staff/auth.js'
import { withCookies } from '../staff/cookies.js'
import { limited } from '../public-page.js'
import { newPasswordPages } from '../staff/new-password.js'
import { ownAccountScreens } from '../staff/own-account.js'
import { recogniser } from '../staff/recognise.js'
import { signInPages } from '../staff/sign-in.js'
import { teamScreens } from '../staff/team.js'
import { type DeskEnv, languageCookie, onlyStaff, ownPath, type Recognise } from './desk.js'
import type { Examiner } from './examiner.js'
import { healthScreen } from './health.js'
import { editionScreens } from './editions/editions.js'
import { orderScreens } from './editions/orders.js'
import { releaseScreens } from './editions/releases.js'
import { roundScreens } from './editions/rounds.js'
import { homeScreen } from './home.js'
import { issueScreens } from './issues.js'
import { journalScreen } from './journal.js'
import { numberScreens } from './numbers/numbers.js'
import { sendScreens } from './sends/sends.js'
import { settingsScreens } from './settings/settings.js'
import { partnersScreens } from './partners.js'
import { segmentsScreens } from './segments.js'

/** A list of partners or a brochure is the largest thing that staff hand in. */
const largestForm = 260 * 1024 * 1024

/** All that a screen depends on besides its address: who reads it, in what language, whole or in part. */
function whoseScreen(c: Context<DeskEnv>): string {
  const { staff, texts } = c.get('desk')
  // One's own account tells this browser from the others.
  const session = c.req.path === '/console/mon-compte' ? c.req.header('Cookie') : ''
  return JSON.stringify([staff, texts.language, c.req.header('HX-Request'), c.req.header('HX-Request-Type'), session])
}

export interface ConsoleParts {
  auth: Auth
  answers: Answers
  examiner: Examiner
  recognise: Recognise | undefined
}

/** Everything under /console: the doors, open to all, and the screens behind them. */
export function consolePages(context: JobContext, { auth, answers, examiner, recognise }: ConsoleParts): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const { invitation, password } = newPasswordPages(context, auth)
  app.use(csrf())
  app.route('/connexion', signInPages(context, auth))
  app.route('/invitation', invitation)
  app.route('/mot-de-passe', password)
  // Where the identity provider sends people back to; nothing else of the library is served.
  app.get('/compte/callback/*', (c) => {
    context.changes.made()
    return auth.handler(c.req.raw)
  })

  app.use(limited(largestForm))
  const staff = recogniser(auth)
  app.use(onlyStaff({ context, examiner }, recognise ?? staff.recognise))
  app.use(async (c, next) => {
    await next()
    if (c.req.method === 'POST') staff.forget()
  })
  app.use(answers.remember(whoseScreen))
  app.post('/deconnexion', async (c) => {
    const answer = await auth.api.signOut({ headers: c.req.raw.headers, asResponse: true })
    return withCookies(answer, c.redirect('/console/connexion', 303))
  })
  app.post('/langue', async (c) => {
    const { langue } = await c.req.parseBody()
    if (langue === 'fr' || langue === 'en') {
      setCookie(c, languageCookie, langue, { path: '/', sameSite: 'Lax', maxAge: 31_536_000, httpOnly: true })
      await context.store.staff.setLanguage(c.get('desk').staff.id, langue)
    }
    const from = c.req.header('referer')
    return c.redirect(ownPath(from && URL.parse(from)?.pathname), 303)
  })
  app.route('/', homeScreen())
  app.route('/numeros', issueScreens(context))
  app.route('/envois', sendScreens(context))
  app.route('/partenaires', partnersScreens(context))
  app.route('/segments', segmentsScreens(context))
  app.route('/annonces', releaseScreens(context))
  app.route('/editions', editionScreens())
  app.route('/commandes', orderScreens())
  app.route('/tournees', roundScreens())
  app.route('/journal', journalScreen())
  app.route('/chiffres', numberScreens(context))
  app.route('/sante', healthScreen(examiner))
  app.route('/reglages', settingsScreens(context))
  app.route('/mon-compte', ownAccountScreens(auth))
  app.route('/equipe', teamScreens())
  return app
}
