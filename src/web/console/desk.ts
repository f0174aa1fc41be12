import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { JobContext } from '../../../jobs/steps/context.js'
import { loadTexts, type Texts, type TextValues } from '../../base/texts.js'
import { mayAct, type StaffMember, type StaffRole } from '../../domain/index.js'
import { words } from '../words.js'
import type { Examiner, Known } from './examiner.js'

/** Somebody of staff at a screen, and how to speak to them. */
export interface Desk {
  context: JobContext
  staff: StaffMember
  texts: Texts
  /** A text in the reader's language, with its typography. */
  t(key: string, values?: TextValues): string
  /** Whether whoever sits here may do what is open to `role`. */
  may(role: StaffRole): boolean
  /** What was found last when the program was examined; at once, whatever does not answer. */
  health(): Known
}

/** What every desk of a program shares. */
export interface Office {
  context: JobContext
  examiner: Examiner
}

/** The type of every Hono application of the console. */
export interface DeskEnv {
  Variables: { desk: Desk }
}

/** Who sends a request; the demo answers with somebody of its own. */
export type Recognise = (c: Context) => Promise<StaffMember | null>

export const languageCookie = 'semainier-langue'

/** The language chosen on this browser, else the account's, else the office's. */
export function deskTexts(c: Context, own: string): Texts {
  const chosen = getCookie(c, languageCookie)
  return loadTexts(chosen === 'fr' || chosen === 'en' ? chosen : own)
}

export function deskOf(c: Context, { context, examiner }: Office, staff: StaffMember): Desk {
  const texts = deskTexts(c, staff.language)
  return {
    context,
    staff,
    texts,
    t: (key, values) => words(texts, key, values),
    may: (role) => mayAct(staff.role, role),
    health: () => examiner.known(),
  }
}

/** A path of ours to go to, from what an address says; never another site's. */
export function ownPath(wanted: string | undefined): string {
  return wanted && /^\/console(?:[/?][\w\-./?=&%~]*)?$/.test(wanted) && !wanted.includes('//') ? wanted : '/console'
}

/** Lets staff in; sends others to the sign-in page, and back afterwards. */
export function onlyStaff(office: Office, recognise: Recognise): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    const staff = await recognise(c)
    if (!staff) {
      const path = new URL(c.req.url).pathname
      const back = c.req.method === 'GET' && path !== '/console' ? `?suite=${encodeURIComponent(ownPath(path))}` : ''
      return c.redirect(`/console/connexion${back}`, 303)
    }
    c.set('desk', deskOf(c, office, staff))
    c.header('Cache-Control', 'no-store')
    return await next()
  }
}

/** Back to a screen after a change, which the screen tells of: the text "done.<code>"; `anchor` is where it is looked at. */
export function done(c: Context, path: string, code: string, anchor = ''): Response {
  const [address, query] = path.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('fait', code)
  return c.redirect(`${address}?${parameters}${anchor && `#${anchor}`}`, 303)
}
