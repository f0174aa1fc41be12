import { type Context, Hono } from 'hono'
import { readEditionFiles } from '../../../../jobs/steps/edition-files.js'
import { fileSize } from '../../../base/file-size.js'
import { UnusablePdf } from '../../../base/pdf-file.js'
import { coverNames, type Drawing, type Edition, editionFiles } from '../../../domain/index.js'
import { UnusablePicture } from '../../../base/picture.js'
import type { KeptFile } from '../../../store/editions/kept-files.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { note } from '../guards.js'
import { Done, part } from '../screen.js'
import { withHandedIn } from '../upload.js'
import { home } from './edition-form.js'

/** A cover straight from a camera or a designer; what is larger is a mistake. */
const largestCover = 40

/** What an edition's two files are, for its screen. */
export interface EditionFilesShown {
  pdf: KeptFile | null
  drawing: Drawing | null
  cover: KeptFile | null
  isCoverGiven: boolean
}

export async function filesOf({ context: { store } }: Desk, editionId: string): Promise<EditionFilesShown> {
  const [pdf, cover, given] = await Promise.all([
    store.editions.fileOf(editionId, editionFiles.pdf),
    store.editions.firstFileOf(editionId, coverNames.cover),
    store.editions.fileOf(editionId, editionFiles.cover),
  ])
  return { pdf, cover, isCoverGiven: given !== null, drawing: pdf && (await store.editions.drawing(pdf.hash)) }
}

type Again = (
  c: Context<DeskEnv>,
  edition: Edition,
  refused: { file: 'pdf' | 'cover'; why: string },
) => Promise<Response>

/** The PDF and the cover of an edition: handed in, taken away. `again` shows the edition with why a file was refused. */
export function editionFileRoutes(again: Again): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  for (const [address, file] of [
    ['pdf', 'pdf'],
    ['couverture', 'cover'],
  ] as const) {
    app.post(`/:id/${address}`, async (c) => {
      const desk = c.get('desk')
      const { t, context } = desk
      const edition = await context.store.editions.byId(c.req.param('id'))
      if (!edition) return c.notFound()
      const most = file === 'pdf' ? context.office.editions.largestPdf : largestCover
      return await withHandedIn(c, { field: 'file', most: most * 1e6 }, async (handedIn) => {
        const refuse = (why: string) => again(c, edition, { file, why })
        if (typeof handedIn === 'string') return await refuse(t(`editionDesk.no.${file}.${handedIn}`, { most }))
        try {
          const given = { pdf: null, cover: null, [file]: handedIn.path }
          const store = await readEditionFiles(context, given)
          await context.store.transaction((rows) => store(rows, edition.id))
        } catch (error) {
          if (error instanceof UnusablePdf) return await refuse(t(`editionDesk.no.pdf.${error.code}`, { most }))
          if (error instanceof UnusablePicture) return await refuse(t(`editionDesk.no.cover.${error.code}`))
          throw error
        }
        context.wake()
        await note(desk, 'edition-saved', `edition/${edition.id}`, `${edition.title}: ${t(`editionDesk.${file}`)}`)
        return done(c, `${home}/${edition.id}`, file === 'pdf' ? 'pdfKept' : 'coverKept', file)
      })
    })

    app.post(`/:id/${address}/retirer`, async (c) => {
      const desk = c.get('desk')
      const { store } = desk.context
      const edition = await store.editions.byId(c.req.param('id'))
      if (!edition) return c.notFound()
      const names =
        file === 'pdf'
          ? [editionFiles.pdf, editionFiles.drawnCover, editionFiles.drawnShare]
          : [editionFiles.cover, editionFiles.share]
      await store.transaction((rows) =>
        rows.editions.setFiles(edition.id, Object.fromEntries(names.map((name) => [name, null]))),
      )
      await note(desk, 'edition-saved', `edition/${edition.id}`, `${edition.title}: ${desk.t(`editionDesk.${file}`)}`)
      return done(c, `${home}/${edition.id}`, file === 'pdf' ? 'pdfRemoved' : 'coverRemoved', file)
    })
  }

  app.get('/:id/pages', async (c) => {
    const desk = c.get('desk')
    const edition = await desk.context.store.editions.byId(c.req.param('id'))
    if (!edition) return c.notFound()
    return part(c, <PagesProgress desk={desk} edition={edition} drawing={(await filesOf(desk, edition.id)).drawing} />)
  })
  return app
}

/** How far the pages are; looks again by itself while they are being drawn. */
function PagesProgress({ desk: { t }, edition, drawing }: { desk: Desk; edition: Edition; drawing: Drawing | null }) {
  if (!drawing) return null
  const { state, drawn, pages, fault } = drawing
  if (state === 'failed') return <p className="finding warns">{t(`editionDesk.pages.${fault ?? 'unreadable'}`)}</p>
  if (state === 'done')
    return (
      <p>
        <a href={`/editions/${edition.id}/feuilleter`} target="_blank" rel="noopener">
          {t('editionDesk.pages.done', { count: drawn })}
        </a>
      </p>
    )
  const again = { 'hx-get': `${home}/${edition.id}/pages`, 'hx-trigger': 'every 2s', 'hx-swap': 'outerHTML' }
  return (
    <p role="status" {...again}>
      {t('editionDesk.pages.drawing', { drawn, pages: pages ?? 0 })}
      <progress value={drawn} max={pages ?? 1} aria-label={t('editionDesk.pages.label')} />
    </p>
  )
}

interface SectionsProps {
  desk: Desk
  edition: Edition
  files: EditionFilesShown
  refused: { file: 'pdf' | 'cover'; why: string } | null
  /** What was just done to each, as a code. */
  said: { pdf: string | undefined; cover: string | undefined }
}

/** The PDF and the cover on the screen of an edition. */
export function FileSections({ desk, edition, files, refused, said }: SectionsProps) {
  const { t, context } = desk
  const path = `${home}/${edition.id}`
  const { pdf, cover, drawing, isCoverGiven } = files
  const alert = (file: 'pdf' | 'cover') =>
    refused?.file === file && (
      <p role="alert" className="refused">
        {refused.why}
      </p>
    )
  return (
    <div className="edition-files">
      <section aria-labelledby="pdf" className="edition-pdf">
        <h2 id="pdf">{t('editionDesk.pdf')}</h2>
        <Done desk={desk} code={said.pdf} />
        {alert('pdf')}
        {pdf ? (
          <>
            <p>
              <a href={`/editions/${edition.id}/edition.pdf`} target="_blank" rel="noopener">
                {t('edition.pdf', { size: fileSize(pdf.bytes, desk.texts.language) })}
              </a>
            </p>
            <PagesProgress desk={desk} edition={edition} drawing={drawing} />
          </>
        ) : (
          <p className="quiet">
            {edition.pdfUrl ? <a href={edition.pdfUrl}>{edition.pdfUrl}</a> : t('editionDesk.pdfNone')}
          </p>
        )}
        {desk.may('editor') && (
          <>
            <Upload
              desk={desk}
              action={`${path}/pdf`}
              file="pdf"
              most={context.office.editions.largestPdf}
              has={pdf !== null}
            />
            {pdf && <Remove desk={desk} action={`${path}/pdf/retirer`} words={t('editionDesk.remove.pdf')} />}
          </>
        )}
      </section>
      <section aria-labelledby="cover" className="edition-cover">
        <h2 id="cover">{t('editionDesk.cover')}</h2>
        <Done desk={desk} code={said.cover} />
        {alert('cover')}
        {cover ? (
          <figure>
            <img
              src={`/editions/${edition.id}/couverture.jpg?v=${cover.hash.slice(0, 8)}`}
              alt={t('release.coverAlt', { title: edition.title })}
            />
            {!isCoverGiven && <figcaption>{t('editionDesk.coverDrawn')}</figcaption>}
          </figure>
        ) : (
          <p className="quiet">{t(drawing?.state === 'drawing' ? 'editionDesk.coverSoon' : 'editionDesk.coverNone')}</p>
        )}
        {desk.may('editor') && (
          <>
            <Upload desk={desk} action={`${path}/couverture`} file="cover" most={largestCover} has={isCoverGiven} />
            {isCoverGiven && (
              <Remove desk={desk} action={`${path}/couverture/retirer`} words={t('editionDesk.remove.cover')} />
            )}
          </>
        )}
      </section>
    </div>
  )
}

interface UploadProps {
  desk: Desk
  action: string
  file: 'pdf' | 'cover'
  most: number
  has: boolean
}

function Upload({ desk: { t }, action, file, most, has }: UploadProps) {
  return (
    <form method="post" action={action} encType="multipart/form-data" className="narrow">
      <label>
        {t(`editionDesk.choose.${file}`, { most })}
        <input
          type="file"
          name="file"
          required
          accept={file === 'pdf' ? 'application/pdf,.pdf' : 'image/jpeg,image/png,image/webp'}
        />
      </label>
      <button type="submit" className="secondary">
        {t(has ? `editionDesk.replace.${file}` : `editionDesk.handIn.${file}`)}
      </button>
    </form>
  )
}

function Remove({ desk: { t }, action, words }: { desk: Desk; action: string; words: string }) {
  return (
    <form method="post" action={action} data-confirm={t('editionDesk.removeAsk')}>
      <button type="submit" className="plain">
        {words}
      </button>
    </form>
  )
}
