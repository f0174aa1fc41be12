import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { pictureWithin, UnusablePicture } from '../../../base/picture.js'
import { type Announcement, announcementPicture, type Edition, mailPictureBox } from '../../../domain/index.js'
import { typed } from '../../public-page.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { note } from '../guards.js'
import { withHandedIn } from '../upload.js'
import { releasesHome } from './release-form.js'

const largestPicture = 40

/** Why a picture was not taken, and what was written about it. */
export interface RefusedPicture {
  why: string
  alt: string
  credit: string
}

type Again = (c: Context<DeskEnv>, one: Announcement, edition: Edition, refused: RefusedPicture) => Promise<Response>

/** The picture of an announcement: handed in with its words and its credit, taken away. `again` shows why it was refused. */
export function releasePictureRoutes(again: Again): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.post('/:id/image', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const one = await context.store.announcements.byId(c.req.param('id'))
    const edition = one && (await context.store.editions.byId(one.editionId))
    if (!one || !edition) return c.notFound()
    const path = `${releasesHome}/${one.id}`
    return await withHandedIn(c, { field: 'file', most: largestPicture * 1e6 }, async (handedIn) => {
      const refuse = (why: string, written = { alt: '', credit: '' }) => again(c, one, edition, { why, ...written })
      if (typeof handedIn === 'string')
        return await refuse(t(`editionDesk.no.cover.${handedIn}`, { most: largestPicture }))
      const written = { alt: typed(handedIn.fields, 'alt', 300), credit: typed(handedIn.fields, 'credit', 120) }
      if (!written.alt || !written.credit) return await refuse(t('releaseDesk.picture.incomplete'), written)
      try {
        const { body, width, height } = await pictureWithin(handedIn.path, mailPictureBox)
        const hash = createHash('sha256').update(body).digest('hex')
        const saved = await context.store.transaction(async (rows) => {
          const kept = await save(rows, one, { ...written, width, height })
          if (!kept) return false
          await rows.editions.keep({ hash, contentType: 'image/jpeg' }, [body])
          await rows.editions.setFiles(edition.id, { [announcementPicture(one.id)]: hash })
          return true
        })
        if (!saved) return done(c, path, 'releaseGone')
      } catch (error) {
        if (!(error instanceof UnusablePicture)) throw error
        return await refuse(t(`editionDesk.no.cover.${error.code}`), written)
      }
      await note(desk, 'announcement-saved', `announcement/${one.id}`, one.content.subject)
      return done(c, path, 'pictureKept')
    })
  })

  app.post('/:id/image/retirer', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const one = await store.announcements.byId(c.req.param('id'))
    if (!one) return c.notFound()
    const saved = await store.transaction(async (rows) => {
      const kept = await save(rows, one, null)
      if (kept) await rows.editions.setFiles(one.editionId, { [announcementPicture(one.id)]: null })
      return kept !== null
    })
    await note(desk, 'announcement-saved', `announcement/${one.id}`, one.content.subject)
    return done(c, `${releasesHome}/${one.id}`, saved ? 'coverRemoved' : 'releaseGone')
  })
  return app
}

type Rows = Parameters<Parameters<Desk['context']['store']['transaction']>[0]>[0]

/** The announcement with another picture, to be approved anew; null when it has left. */
const save = (rows: Rows, one: Announcement, picture: Announcement['content']['picture']) =>
  rows.announcements.save({ ...one, content: { ...one.content, picture } }, one.id)

interface SectionProps {
  desk: Desk
  one: Announcement
  refused: RefusedPicture | null
}

/** A photo for the mail, beside the cover. */
export function PictureSection({ desk: { t }, one, refused }: SectionProps) {
  const path = `${releasesHome}/${one.id}/image`
  const { picture } = one.content
  const written = refused ?? picture
  return (
    <details className="release-picture" open={refused !== null}>
      <summary>{t(picture ? 'releaseDesk.picture.change' : 'releaseDesk.picture.add')}</summary>
      {refused && (
        <p role="alert" className="refused">
          {refused.why}
        </p>
      )}
      <form method="post" action={path} encType="multipart/form-data">
        <label>
          {t('editionDesk.choose.picture', { most: largestPicture })}
          <input type="file" name="file" required accept="image/jpeg,image/png,image/webp" />
        </label>
        <label>
          {t('releaseDesk.picture.alt')}
          <input name="alt" required maxLength={300} defaultValue={written?.alt ?? ''} />
        </label>
        <label>
          {t('releaseDesk.picture.credit')}
          <input name="credit" required maxLength={120} defaultValue={written?.credit ?? ''} />
        </label>
        <button type="submit" className="secondary">
          {t('releaseDesk.picture.handIn')}
        </button>
      </form>
      {picture && (
        <form method="post" action={`${path}/retirer`}>
          <button type="submit" className="plain">
            {t('editionDesk.remove.cover')}
          </button>
        </form>
      )}
    </details>
  )
}
