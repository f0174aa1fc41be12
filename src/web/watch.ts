import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import type { App } from '../app.js'
import { isPublicAddress } from '../base/private-address.js'
import type { Environment } from '../settings/environment.js'
import type { openMetrics } from './metrics.js'

type Watched = Pick<App, 'queue'> & { context: Pick<App['context'], 'store' | 'log'> }

/** How long a part may take before it counts as not answering. */
const patienceMs = 3000

/**
 * What a machine asks: /readyz (may work be given to this process) and /metrics (Prometheus). /healthz stands with the
 * pages. None holds an address, a title or a secret; /metrics answers on the private network only, unless told otherwise.
 */
export function watchPages({ context, queue }: Watched, metricsFrom: Environment['METRICS_FROM']): Hono {
  const app = new Hono()
  let metrics: Promise<ReturnType<typeof openMetrics>> | null = null

  app.get('/readyz', async (c) => {
    const parts = {
      database: await answer(async () => {
        const { missing, unknown } = await context.store.migrationState()
        if (missing.length > 0) return `migrations to carry out: ${missing.join(', ')}`
        return unknown.length > 0 ? `migrations of a newer program: ${unknown.join(', ')}` : 'ok'
      }),
      queue: await answer(async () => {
        await queue.check()
        return 'ok'
      }),
    }
    const ready = Object.values(parts).every((said) => said === 'ok')
    return c.json({ ready, ...parts }, ready ? 200 : 503)
  })

  app.get('/metrics', async (c) => {
    if (metricsFrom === 'private' && !isPrivateClient(c)) return c.notFound()
    metrics ??= import('./metrics.js').then(({ openMetrics }) => openMetrics(() => context.store.watching.figures()))
    try {
      const { text, contentType } = await metrics
      return c.body(await text(), 200, { 'content-type': contentType })
    } catch (error) {
      context.log.error({ err: error }, 'the metrics could not be read')
      return c.text('unavailable', 503)
    }
  })
  return app
}

/** "ok", or what fails in words that hold no host, user or path. */
async function answer(check: () => Promise<string>): Promise<string> {
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve('no answer'), patienceMs).unref()
  })
  const failure = (error: unknown) => {
    const { code } = error as { code?: unknown }
    return `fails (${typeof code === 'string' && /^\w+$/.test(code) ? code : 'error'})`
  }
  return await Promise.race([check().catch(failure), late])
}

/** A client of this machine or of the private network, that no proxy speaks for: a proxy may speak for anybody. */
function isPrivateClient(c: Context): boolean {
  if (c.req.header('x-forwarded-for') || c.req.header('forwarded') || c.req.header('x-real-ip')) return false
  const { address } = getConnInfo(c).remote
  return address !== undefined && !isPublicAddress(address)
}
