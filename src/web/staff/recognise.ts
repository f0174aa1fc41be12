import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { StaffMember } from '../../domain/index.js'
import { type Auth, staffOf } from './auth.js'

/** How long somebody is taken for who they were a moment ago, where another process might have taken the account away. */
const rememberedMs = 2000
const remembered = 500

/**
 * Recognises staff by their cookie. Whoever was recognised a moment ago is not looked up again: a screen asks for its
 * parts at short intervals. Whatever is changed by this process is forgotten at once (`forget`).
 */
export function recogniser(auth: Auth, now: () => number = () => performance.now()) {
  const known = new Map<string, { staff: StaffMember; until: number }>()
  return {
    async recognise(c: Context): Promise<StaffMember | null> {
      // With "https:" the cookie may be set over https only, which its name says (RFC 6265bis, 4.1.3.1).
      const cookie = getCookie(c, '__Secure-semainier.session_token') ?? getCookie(c, 'semainier.session_token')
      if (!cookie) return null
      const found = known.get(cookie)
      if (found && found.until > now()) return found.staff
      const { staff, cookies } = await staffOf(auth, c.req.raw.headers)
      for (const one of cookies) c.header('Set-Cookie', one, { append: true })
      known.delete(cookie)
      if (staff) {
        if (known.size >= remembered) known.clear()
        known.set(cookie, { staff, until: now() + rememberedMs })
      }
      return staff
    },
    forget: () => known.clear(),
  }
}
