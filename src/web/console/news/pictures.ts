import { Hono } from 'hono'
import { isUpload, type NewsEntry, readPictureName, uploadName } from '../../../domain/index.js'
import type { DeskEnv } from '../desk.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'

/** Where the picture of a piece of news can be looked at: the issue's own file, or what staff handed in; null for none. */
export function pictureAddress({ issue, base }: IssueOnDesk, { picture }: Pick<NewsEntry, 'picture'>): string | null {
  if (!picture) return null
  if (isUpload(picture.url)) return `${base}/photos/${uploadName(picture.url)}`
  const { content } = issue
  if (content?.kind !== 'monthly-news') return null
  const entries = [...content.entries, ...(content.partner ? [content.partner] : [])]
  const file = entries.find((one) => one.picture?.url === picture.url)?.picture?.file
  return file ? `${base}/photos/${file}` : null
}

/** The pictures of an issue, for whoever works on it. */
export function issuePictures(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.get('/:id/photos/:name', async (c) => {
    const { store } = c.get('desk').context
    const { id, name } = c.req.param()
    const issue = readPictureName(name) ? await store.issues.byId(id) : null
    const file =
      issue &&
      ((await store.issues.file(id, name)) ?? (await store.issues.upload(issue.publication, issue.period, name)))
    if (!file) return c.notFound()
    return c.body(Buffer.from(file.body), 200, { 'Content-Type': file.contentType })
  })
  return app
}
