import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { JobContext } from '../../jobs/steps/context.js'
import { readPictureName } from '../domain/index.js'
import type { Answers } from './answers.js'
import { archiveFeed } from './archive-feed.js'
import { archiveList } from './archive-list.js'

/** Names in public addresses, and the files of an issue behind them. */
const publicFiles: Record<string, string> = {
  '': 'archive.html',
  'affiche.pdf': 'poster.pdf',
  'livret.pdf': 'booklet.pdf',
  'agenda.ics': 'agenda.ics',
}

/** Long enough for a crowd, short enough for a correction of ours to be seen soon. */
const cached = { 'Cache-Control': 'public, max-age=300' }

/** A picture's name changes with what it shows. */
const cachedForEver = { 'Cache-Control': 'public, max-age=31536000, immutable' }

/**
 * The public pages of issues that have been sent, their list and their feed; nothing shows before, except pictures: the
 * mails that staff look at show them, under names that nobody guesses.
 */
export function archivePages(context: JobContext, answers: Answers): Hono {
  const app = new Hono()
  app.get('/', answers.rememberPublic, async (c) => c.html(await archiveList(context, c), 200, cached))
  app.get('/flux.xml', answers.rememberPublic, async (c) =>
    c.body(await archiveFeed(context), 200, { 'Content-Type': 'application/rss+xml; charset=utf-8', ...cached }),
  )
  const serve = async (c: Context, publication: string, period: string, name: string) => {
    const picture = readPictureName(name) !== null
    const stored = picture ? name : publicFiles[name]
    const file =
      stored === undefined
        ? null
        : await context.store.issues.fileNamed(publication, period, stored, { sent: !picture })
    if (!file) return c.notFound()
    const etag = `"${createHash('sha256').update(file.body).digest('base64url').slice(0, 27)}"`
    const headers = { 'Content-Type': file.contentType, ETag: etag, ...(picture ? cachedForEver : cached) }
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304, headers)
    // Who only asks whether it is there, as robots do, fetches nothing.
    if (c.req.method === 'GET' && !picture) context.downloads.count(file.issueId, file.name)
    return c.body(Buffer.from(file.body), 200, headers)
  }
  app.get('/:publication/:period', (c) => c.redirect(`${new URL(c.req.url).pathname}/`, 301))
  app.get('/:publication/:period/:name{.*}', (c) => {
    const { publication, period, name } = c.req.param()
    return serve(c, publication, period, name)
  })
  return app
}
