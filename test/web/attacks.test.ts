import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openPublicPages, type PublicPages } from '../support/public-pages.js'
import { createWeb } from '../../src/web/web.js'
import type { StaffRole } from '../../src/domain/index.js'

let pages: PublicPages
const cookies = {} as Record<StaffRole, string>
const password = 'trois mots au hasard'

/** Every address that changes something in the console, its places filled in with what nothing is called. */
let changes: string[] = []
/** Every screen of the console. */
let screens: string[] = []

before(async () => {
  pages = await openPublicPages({ partners: 1 })
  for (const role of ['reader', 'editor'] as const) {
    const { store } = pages.friday.app.context
    const email = `${role}@office.example.org`
    const token = await store.staff.invite({ email, name: role, role, who: 'test', hours: 1 })
    const answer = await pages.post(
      `/console/invitation/${token}`,
      { name: role, password, again: password },
      { origin: pages.url },
    )
    assert.equal(answer.status, 303)
    cookies[role] = cookieOf(answer)
  }
  const { routes } = createWeb(pages.friday.app.context)
  const filled = (path: string) => path.replaceAll(/:\w+(?:\{[^}]*\})?/g, 'inconnu')
  const of = (method: string) => [
    ...new Set(
      routes
        .filter((one) => one.method === method && one.path.startsWith('/console') && !one.path.includes('*'))
        .map((one) => filled(one.path)),
    ),
  ]
  changes = of('POST')
  screens = of('GET')
})
after(() => pages?.close())

const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** What is open to whoever stands before the door, and the way to it. */
const isDoor = (path: string) => /^\/console\/($|connexion|invitation|mot-de-passe|compte)/.test(path)
/** What everybody of staff may change: their own. */
const isOwn = (path: string) => /^\/console\/(mon-compte|langue|deconnexion)/.test(path)

test('no form of the console can be sent by a foreign page, signed in or not', async () => {
  assert.ok(changes.length > 10)
  for (const path of changes)
    for (const origin of ['https://ailleurs.example', 'null']) {
      const answer = await pages.post(path, { a: 'b' }, { origin, cookie: cookies.editor })
      assert.equal(answer.status, 403, `${path} from ${origin}`)
    }
})

test('whoever is not signed in is sent to the door from every screen and every form', async () => {
  for (const path of screens.filter((one) => !isDoor(one))) {
    const answer = await fetch(`${pages.url}${path}`, { redirect: 'manual' })
    assert.equal(answer.status, 303, path)
    assert.match(answer.headers.get('location') ?? '', /^\/console\/connexion/, path)
  }
  for (const path of changes.filter((one) => !isDoor(one))) {
    const answer = await pages.post(path, { a: 'b' }, { origin: pages.url })
    assert.match(answer.headers.get('location') ?? '', /^\/console\/connexion/, path)
  }
})

test('a reader changes nothing but their own account; nobody but an administrator reaches the team', async () => {
  for (const path of changes.filter((one) => !isDoor(one) && !isOwn(one))) {
    const answer = await pages.post(path, { a: 'b' }, { origin: pages.url, cookie: cookies.reader })
    assert.equal(answer.status, 403, path)
  }
  const team = await fetch(`${pages.url}/console/equipe`, { headers: { cookie: cookies.editor } })
  assert.equal(team.status, 403)
})

test('what is not there is answered with 404, never with another’s or a failure', async () => {
  for (const path of screens.filter((one) => one.includes('inconnu') && !isDoor(one))) {
    for (const made of ['inconnu', '..%2F..%2Fetc%2Fpasswd', '%00', "'%20or%201=1--", '9'.repeat(300)]) {
      const answer = await fetch(`${pages.url}${path.replaceAll('inconnu', made)}`, {
        headers: { cookie: cookies.editor },
      })
      assert.ok([400, 403, 404].includes(answer.status), `${path} with ${made}: ${answer.status}`)
    }
  }
})

test('a session that was there before signing in is not the one afterwards', async () => {
  const planted = 'semainier.session_token=chosen-by-somebody-else.c2lnbmF0dXJl'
  const answer = await pages.post(
    '/console/connexion',
    { email: 'reader@office.example.org', password },
    { origin: pages.url, cookie: planted },
  )
  assert.equal(answer.status, 303)
  assert.ok(!cookieOf(answer).includes('chosen-by-somebody-else'))
  for (const cookie of answer.headers.getSetCookie().filter((one) => one.includes('session_token')))
    assert.match(cookie, /HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i)
  const outside = await fetch(`${pages.url}/console`, { headers: { cookie: planted }, redirect: 'manual' })
  assert.equal(outside.status, 303)
})

test('what somebody types as a name comes back as text, in screens, mails and headers', async () => {
  const { store } = pages.friday.app.context
  const name = '"><script>alert(1)</script>\r\nBcc: autre@example.org'
  const email = 'admin@office.example.org'
  const token = await store.staff.invite({ email, name: 'Admin', role: 'administrator', who: 'test', hours: 1 })
  const joined = await pages.post(
    `/console/invitation/${token}`,
    { name, password, again: password },
    { origin: pages.url },
  )
  const cookie = cookieOf(joined)
  await pages.post(
    '/console/equipe',
    { name, email: 'autre@office.example.org', role: 'reader' },
    { origin: pages.url, cookie },
  )
  await pages.friday.app.queue.runDue()
  for (const path of screens.filter((one) => !one.includes('inconnu') && !isDoor(one))) {
    const answer = await fetch(`${pages.url}${path}`, { headers: { cookie } })
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
    assert.ok(answer.status < 500, `${path}: ${answer.status}`)
    assert.ok(!(await answer.text()).includes('<script>alert'), path)
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.ok(!policy.includes('unsafe-inline'), path)
  }
  const invited = pages.friday.sink.messages.findLast((one) => one.to === 'autre@office.example.org')
  assert.ok(invited && !/^Bcc:/im.test(invited.raw))
})
