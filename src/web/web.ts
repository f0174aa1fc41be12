import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { JobContext } from '../../jobs/steps/context.js'
import { archivePages } from './archive.js'
import { assets } from './assets.js'
import { preferencePages } from './preferences.js'
import { proofPages } from './proof.js'
import { signUpPages } from './sign-up.js'
import { unsubscribePages } from './unsubscribe.js'

/** Every page of the program. `more` adds the screens of a door of its own, such as the demo's. */
export function createWeb(context: JobContext, more?: (app: Hono) => void): Hono {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // Mail carries its style inline; pages carry no script at all.
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'none'"],
        // The photo of a previewed mail comes from the blog, wherever that is.
        imgSrc: ["'self'", 'data:', 'https:', 'http:'],
        fontSrc: ["'self'", 'data:'],
        frameAncestors: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
      xFrameOptions: 'SAMEORIGIN',
      referrerPolicy: 'no-referrer',
    }),
  )
  // One-click POSTs come from mailboxes, without an origin; the token is what allows them.
  app.use('/bat/*', csrf())
  app.get('/healthz', (c) => c.text('ok'))
  app.route('/assets', assets())
  app.route('/d', unsubscribePages(context))
  app.route('/preferences', preferencePages(context))
  app.route('/inscription', signUpPages(context))
  app.route('/bat', proofPages(context))
  app.route('/numeros', archivePages(context))
  more?.(app)
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    // The path may hold a token: the route's pattern says enough.
    context.log.error({ err: error, route: c.req.routePath }, 'a page failed')
    return c.text(context.texts.t('web.failed'), 500)
  })
  app.notFound((c) => c.text(context.texts.t('web.notFound'), 404))
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
