import { type Context, Hono } from 'hono'
import type { JobContext } from '../../jobs/steps/context.js'

/** Names in public addresses, and the files of an issue behind them. */
const publicFiles: Record<string, string> = {
  '': 'archive.html',
  'affiche.pdf': 'poster.pdf',
  'livret.pdf': 'booklet.pdf',
  'agenda.ics': 'agenda.ics',
}

/** The public pages of issues that have been sent; nothing shows before. */
export function archivePages(context: JobContext): Hono {
  const app = new Hono()
  const serve = async (c: Context, publication: string, period: string, name: string) => {
    const stored = publicFiles[name]
    const issue = await context.store.issues.byPeriod(publication, period)
    const file =
      stored !== undefined && issue?.state === 'sent' ? await context.store.issues.file(issue.id, stored) : null
    if (!file) return c.notFound()
    return c.body(Buffer.from(file.body), 200, {
      'Content-Type': file.contentType,
      'Cache-Control': 'public, max-age=300',
    })
  }
  app.get('/:publication/:period', (c) => c.redirect(`${new URL(c.req.url).pathname}/`, 301))
  app.get('/:publication/:period/:name{.*}', (c) => {
    const { publication, period, name } = c.req.param()
    return serve(c, publication, period, name)
  })
  return app
}
