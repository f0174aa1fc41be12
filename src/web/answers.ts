import { createHash } from 'node:crypto'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Context, MiddlewareHandler } from 'hono'
import type { Changes } from '../base/changes.js'

/** Pages and feeds: what is worth keeping, and small. */
const keepable = /^(?:text\/html|application\/rss\+xml|image\/svg\+xml)\b/

interface Answer {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}

interface Entry {
  /** How many changes there had been when it was asked for. */
  changes: number
  /** Null where nobody else may be answered with it. */
  answer: Promise<Answer | null>
  /** Until when it serves; while it is being made, others wait for it. */
  until: number
  bytes: number
  /** Whether another was asked for, to take its place. */
  isRenewed: boolean
}

/** Under this name the environment of a request that nobody waits for holds the key of the answer to be made anew. */
const renewal = Symbol('renewal')

/** A page that waits for something else than this program, a remote database for one, holds up no other for longer; in milliseconds. */
const longestTurn = 50

export interface AnswersOptions {
  changes: Changes
  /** Asks the program once more. */
  ask: (request: Request, env: object) => Response | Promise<Response>
  /** How long an answer serves, in milliseconds. */
  ms?: number
  /** What all answers may weigh together. */
  bytes?: number
  /** Milliseconds that never go back. */
  now?: () => number
}

export interface Answers {
  /**
   * Answers a GET as it was answered a moment ago. `whose` names all that an answer depends on besides its address: for
   * whom it was written, in what language, for what kind of request; null where it must be written anew.
   */
  remember(whose: (c: Context) => string | null): MiddlewareHandler
  /** The same for what everybody may read; who has it already is told that it still stands (304, RFC 9110, 13.1.2). */
  rememberPublic: MiddlewareHandler
}

/**
 * Remembers pages for two seconds, and lets those who ask for the same at the same time wait for one: fifty people at
 * their desks cost little more than one. Whoever asks in the two seconds after that still gets it at once, and it is
 * made anew behind their back (RFC 5861, 3, "stale-while-revalidate").
 *
 * Nobody is shown what another may see: the caller names whom a page is for, asks who somebody is each time before this
 * is asked, and a page with a cookie, a page that tells what somebody just did ("fait"), an error and a file are never
 * kept. Whatever changes through this process (`Changes`: forms, jobs) ends every answer at once, also those that are
 * being written; what another process changes is seen four seconds later at the latest. What is kept weighs 16 MB at
 * most; the oldest goes first. Browsers are told what the page itself says: `no-store` at the console.
 */
export function openAnswers({
  changes,
  ask,
  ms = 2000,
  bytes: most = 16_000_000,
  now = () => performance.now(),
}: AnswersOptions): Answers {
  const entries = new Map<string, Entry>()
  let held = 0

  function drop(key: string, entry: Entry | undefined) {
    if (!entry || entries.get(key) !== entry) return
    entries.delete(key)
    held -= entry.bytes
  }

  function put(key: string, entry: Entry) {
    drop(key, entries.get(key))
    entries.set(key, entry)
  }

  const isFresh = (entry: Entry) => entry.changes === changes.count && entry.until > now()
  const serves = (entry: Entry) => entry.changes === changes.count && entry.until + ms > now()

  /** They stand in the order in which they were made. */
  function makeRoom() {
    for (const [key, entry] of entries) {
      if (serves(entry) && held <= most) return
      drop(key, entry)
    }
  }

  async function make(key: string, c: Context, next: () => Promise<void>): Promise<Answer | null> {
    const { promise, resolve } = Promise.withResolvers<Answer | null>()
    const entry: Entry = { changes: changes.count, answer: promise, until: Infinity, bytes: 0, isRenewed: false }
    const isRenewal = isRenewing(c, key)
    // Until it is there, the old one serves.
    if (!isRenewal) put(key, entry)
    let answer: Answer | null = null
    try {
      await next()
      answer = await answerOf(c)
    } finally {
      entry.until = now() + ms
      if (isRenewal && entry.changes === changes.count) put(key, entry)
      const bytes = answer ? answer.body.byteLength + 2 * key.length : 0
      if (entries.get(key) === entry) held += entry.bytes = bytes
      if (!answer || bytes > most / 8) drop(key, entry)
      makeRoom()
      resolve(answer)
    }
    return answer
  }

  let due = Promise.resolve()

  function renew(key: string, entry: Entry, c: Context) {
    if (entry.isRenewed) return
    entry.isRenewed = true
    const request = new Request(c.req.url, { headers: c.req.raw.headers })
    // What fails is logged as ever; the next to ask is answered with it.
    due = takeTurn(due, () => ask(request, { ...c.env, [renewal]: key }))
  }

  const remember: Answers['remember'] = (whose) => async (c, next) => {
    const reader = c.req.method === 'GET' && c.req.query('fait') === undefined ? whose(c) : null
    if (reader === null) return await next()
    const key = `${c.req.url}\n${reader}`
    const known = entries.get(key)
    const isShared = known !== undefined && serves(known) && !isRenewing(c, key)
    if (isShared && !isFresh(known)) renew(key, known, c)
    const answer = isShared ? await known.answer : await make(key, c, next)
    if (answer) give(c, answer)
    // Who waited for an answer that is nobody else's asks for one of their own.
    else if (isShared) await next()
  }

  return {
    remember,
    rememberPublic: async (c, next) => {
      await remember((one) => one.req.header('Accept-Language') ?? '')(c, next)
      const etag = c.res.headers.get('ETag')
      if (!etag || c.req.header('If-None-Match') !== etag) return
      const { headers } = c.res
      c.res = undefined
      c.res = new Response(null, { status: 304, headers })
    },
  }
}

/**
 * Writing a page lets nobody in between. Of many that are due at once each waits until whoever has come is answered, and
 * as long as the one before it took: half of the time is theirs.
 */
async function takeTurn(before: Promise<void>, work: () => unknown) {
  await before
  await setImmediate()
  const began = performance.now()
  // Nobody waits for it: one that cannot be made ends neither the program nor the turns of the others.
  const done = Promise.try(work).catch(() => undefined)
  await Promise.race([done, setTimeout(longestTurn)])
  await setTimeout(performance.now() - began)
}

const isRenewing = (c: Context, key: string) => (c.env as Record<symbol, unknown> | undefined)?.[renewal] === key

function give(c: Context, { body, headers }: Answer) {
  c.res = undefined
  // With what was written before into the head of this answer, such as a cookie of this browser's.
  c.res = c.body(body, 200, headers)
}

/** What may be handed to others of an answer that was just written; null where nothing may. */
async function answerOf(c: Context): Promise<Answer | null> {
  const { res } = c
  const type = res.headers.get('Content-Type') ?? ''
  if (c.error || res.status !== 200 || !keepable.test(type) || res.headers.has('Set-Cookie')) return null
  const body = Buffer.from(await res.arrayBuffer())
  const headers = Object.fromEntries(res.headers)
  if (headers['cache-control']?.startsWith('public'))
    headers['etag'] = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  return { body, headers }
}
