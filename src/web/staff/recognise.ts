import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { StaffMember } from '../../domain/index.js'
import { type Auth, staffOf } from './auth.js'

/**
 * How long somebody is taken for who they were a moment ago, where another process might have taken the account away; and
 * as long again while they are looked up.
 */
const rememberedMs = 2000
const remembered = 500

interface Known {
  staff: StaffMember
  until: number
  /** Prolongs a session in use; for the next answer, where it was looked up behind an earlier one. */
  cookies: string[]
  isLookedUp: boolean
}

/**
 * Recognises staff by their cookie. Whoever was recognised a moment ago is not looked up again: a screen asks for its
 * parts at short intervals. Whatever is changed by this process is forgotten at once (`forget`).
 */
export function recogniser(auth: Auth, now: () => number = () => performance.now()) {
  const known = new Map<string, Known>()
  // Who was looked up before something was changed is not remembered after it.
  let changes = 0

  async function lookUp(
    cookie: string,
    headers: Headers,
  ): Promise<Pick<Known, 'cookies'> & { staff: StaffMember | null }> {
    const before = changes
    const { staff, cookies } = await staffOf(auth, headers)
    if (before === changes) {
      known.delete(cookie)
      if (known.size >= remembered) known.clear()
      if (staff) known.set(cookie, { staff, cookies, until: now() + rememberedMs, isLookedUp: false })
    }
    return { staff, cookies }
  }

  return {
    async recognise(c: Context): Promise<StaffMember | null> {
      // With "https:" the cookie may be set over https only, which its name says (RFC 6265bis, 4.1.3.1).
      const cookie = getCookie(c, '__Secure-semainier.session_token') ?? getCookie(c, 'semainier.session_token')
      if (!cookie) return null
      const last = known.get(cookie)
      const serves = last && last.until + rememberedMs > now()
      if (serves && last.until <= now() && !last.isLookedUp) {
        last.isLookedUp = true
        // What fails is found by the next who asks.
        lookUp(cookie, c.req.raw.headers).catch(() => {})
      }
      const found = serves ? last : await lookUp(cookie, c.req.raw.headers)
      for (const one of found.cookies.splice(0)) c.header('Set-Cookie', one, { append: true })
      return found.staff
    },
    forget: () => {
      changes += 1
      known.clear()
    },
  }
}
