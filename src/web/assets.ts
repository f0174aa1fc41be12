import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { programRoot } from '../base/paths.js'

/** The style sheets of the pages: Pico from its package, and our own. */
export function assets(): Hono {
  const files: Record<string, string> = {
    'pico.css': fileURLToPath(import.meta.resolve('@picocss/pico/css/pico.min.css')),
    'semainier.css': join(programRoot, 'templates/web/semainier.css'),
  }
  const app = new Hono()
  app.get('/:name', async (c) => {
    const path = files[c.req.param('name')]
    if (!path) return c.notFound()
    return c.body(await readFile(path), 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    })
  })
  return app
}
