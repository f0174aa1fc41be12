import { Hono } from 'hono'
import { html } from 'hono/html'
import { listen } from '../../../src/web/web.js'

// A bare page of Hono: what answering costs before a program does anything.
const app = new Hono()
app.get('/', (c) =>
  c.html(
    html`<!doctype html>
      <html lang="fr">
        <title>Bonjour</title>
        <h1>Bonjour</h1>
        <p>${'Tout va bien.'}</p>
      </html>`,
  ),
)
const { port } = await listen(app, 0, '127.0.0.1')
process.stdout.write(`${port}\n`)
