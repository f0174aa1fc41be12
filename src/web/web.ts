import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { JobContext } from '../../jobs/steps/context.js'
import { openAnswers } from './answers.js'
import { archivePages } from './archive.js'
import { assets } from './assets.js'
import { consolePages } from './console/console.js'
import type { Recognise } from './console/desk.js'
import { openExaminer } from './console/examiner.js'
import { editionPages } from './editions.js'
import { failure } from './failures.js'
import { hallScreen } from './hall.js'
import { orderPages } from './orders/order-pages.js'
import { preferencePages } from './preferences.js'
import { proofPages } from './proof.js'
import { signUpPages } from './sign-up.js'
import { openAuth } from './staff/auth.js'
import { unsubscribePages } from './unsubscribe.js'

export interface WebOptions {
  /** Signs the cookies of staff; by default the database's own. */
  secretKey?: string | null
  oidcSecret?: string | null
  /** Whom to take for staff without asking: the demo, on loopback, has somebody of its own. */
  recognise?: Recognise
  /**
   * Whether the program looks after its own health while staff are at their desks, so that what is wrong is told before
   * somebody asks. Without it only the page of health looks, and tells it on the others.
   */
  examines?: boolean
  /** Whether it is the demonstration: what only real mails need is then not looked for. */
  demonstration?: boolean
  /** Adds the screens of a door of its own, such as the demo's. */
  more?: (app: Hono) => void
}

const policy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  // A few pictures are written into the page as data; none comes from elsewhere.
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  frameSrc: ["'self'"],
  objectSrc: ["'self'"],
  frameAncestors: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
}

/** Mails and archive pages bring their style with them, but no script; their pictures are ours too. */
const policyOfDocuments = (ours: string) => ({
  ...policy,
  styleSrc: ["'self'", "'unsafe-inline'"],
  scriptSrc: ["'none'"],
  // Where mails say that they are, should the console be looked at by another name of this machine.
  imgSrc: ["'self'", 'data:', ours],
  fontSrc: ["'self'", 'data:'],
  formAction: ["'none'"],
})

/** Every page of the program. */
export function createWeb(
  context: JobContext,
  { secretKey, oidcSecret = null, recognise, examines = false, demonstration = false, more }: WebOptions = {},
): Hono {
  const app = new Hono()
  const common = { xFrameOptions: 'SAMEORIGIN', referrerPolicy: 'same-origin' } as const
  const documentPolicy = policyOfDocuments(new URL(context.publicUrl).origin)
  // Before the rest, each of these: of two policies the outer one is written last.
  // Web mail shows our pictures from its own address: without this a browser would keep them from it.
  const shownElsewhere = { ...common, crossOriginResourcePolicy: 'cross-origin' }
  app.use('/numeros/*', secureHeaders({ contentSecurityPolicy: documentPolicy, ...shownElsewhere }))
  app.use('/editions/*', secureHeaders({ contentSecurityPolicy: policy, ...shownElsewhere }))
  for (const documents of [
    '/bat/:token/:file',
    '/console/numeros/:id/fichiers/*',
    '/console/annonces/:id/courriel',
    '/console/envois/:id/remises/:number/courriel',
    '/demo/*',
  ])
    app.use(documents, secureHeaders({ contentSecurityPolicy: documentPolicy, ...common }))
  app.use(secureHeaders({ contentSecurityPolicy: policy, ...common }))
  app.use(async (c, next) => {
    await next()
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') context.changes.made()
  })
  const answers = openAnswers({ changes: context.changes, ask: app.fetch })
  const auth = openAuth(context, { secret: secretKey ?? context.store.secretKey, oidcSecret })
  // One-click POSTs come from mailboxes, without an origin; the token is what allows them.
  app.use('/bat/*', csrf())
  // Who types one of these may end it with a slash.
  for (const typed of ['/console', '/ecran', '/inscription', '/numeros'])
    app.get(`${typed}/`, (c) => c.redirect(typed, 301))
  app.get('/healthz', (c) => c.text('ok'))
  app.route('/assets', assets(context.office))
  app.route('/d', unsubscribePages(context))
  app.route('/preferences', preferencePages(context))
  app.route('/inscription', signUpPages(context, answers))
  app.route('/commande', orderPages(context))
  app.route('/editions', editionPages(context, answers))
  const examiner = openExaminer(context, { byItself: examines, demonstration })
  app.route('/bat', proofPages(context, examiner))
  app.route('/numeros', archivePages(context, answers))
  app.route('/ecran', hallScreen(context, answers))
  app.route('/console', consolePages(context, { auth, answers, examiner, recognise }))
  more?.(app)
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    // The path may hold a token: the route's pattern says enough.
    context.log.error({ err: error, route: c.req.routePath }, 'a page failed')
    return failure(c, context, 'failed', 500)
  })
  app.notFound((c) => failure(c, context, 'notFound', 404))
  return app
}

/** Another program listens on this port. */
export class PortTaken extends Error {
  override name = 'PortTaken'
  constructor(readonly port: number) {
    super(`port ${port} is taken`)
  }
}

export interface Listening {
  port: number
  close(): Promise<void>
}

/**
 * Serves `app`; port 0 takes a free one.
 * @throws PortTaken when another program listens there.
 */
export function listen(app: Pick<Hono, 'fetch'>, port: number, hostname: string): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname })
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    )
    server.once('listening', () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      }),
    )
  })
}
