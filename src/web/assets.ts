import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { programRoot } from '../base/paths.js'

/** The style sheets and fonts of the pages, from their packages and our own templates: nothing comes from elsewhere. */
export function assets(): Hono {
  const packaged = (name: string) => fileURLToPath(import.meta.resolve(name))
  const files: Record<string, string> = {
    'pico.css': packaged('@picocss/pico/css/pico.min.css'),
    'text.woff2': packaged('@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2'),
    'text-bold.woff2': packaged('@fontsource/source-sans-3/files/source-sans-3-latin-700-normal.woff2'),
    'display.woff2': packaged(
      '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
    ),
    'semainier.css': join(programRoot, 'templates/web/semainier.css'),
  }
  const app = new Hono()
  app.get('/:name', async (c) => {
    const path = files[c.req.param('name')]
    if (!path) return c.notFound()
    return c.body(await readFile(path), 200, {
      'Content-Type': path.endsWith('.css') ? 'text/css; charset=utf-8' : 'font/woff2',
      'Cache-Control': 'public, max-age=3600',
    })
  })
  return app
}
