import { readFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { programRoot } from '../base/paths.js'
import type { OfficeSettings } from '../domain/settings/office.js'

const own = join(programRoot, 'templates/web')
const types = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
} as const

/** The style sheets, scripts and fonts of the pages, from their packages and our own templates: nothing comes from elsewhere. */
export function assets(office: OfficeSettings): Hono {
  const packaged = (name: string) => fileURLToPath(import.meta.resolve(name))
  const files: Record<string, string> = {
    'pico.css': packaged('@picocss/pico/css/pico.min.css'),
    'text.woff2': packaged('@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2'),
    'text-bold.woff2': packaged('@fontsource/source-sans-3/files/source-sans-3-latin-700-normal.woff2'),
    'display.woff2': packaged(
      '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
    ),
    'htmx.js': packaged('htmx.org/dist/htmx.min.js'),
  }
  for (const name of readdirSync(own)) if (extname(name) in types) files[name] = join(own, name)
  const app = new Hono()
  const cached = { 'Cache-Control': 'public, max-age=3600' }
  // A sheet of its own, since no page may carry style of its own.
  app.get('/office.css', (c) =>
    c.body(`:root{--office:${office.colours.main};--office-accent:${office.colours.accent}}`, 200, {
      'Content-Type': types['.css'],
      ...cached,
    }),
  )
  app.get('/:name', async (c) => {
    const path = files[c.req.param('name')]
    if (!path) return c.notFound()
    return c.body(await readFile(path), 200, {
      'Content-Type': types[extname(path) as keyof typeof types] ?? 'font/woff2',
      ...cached,
    })
  })
  return app
}
