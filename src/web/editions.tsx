import { type Context, Hono } from 'hono'
import { Readable } from 'node:stream'
import type { JobContext } from '../../jobs/steps/context.js'
import { fileSize } from '../base/file-size.js'
import { announcementPicture, coverNames, type Edition, editionFiles } from '../domain/index.js'
import type { KeptFile } from '../store/editions/kept-files.js'
import type { Answers } from './answers.js'
import { leafingPage } from './leafing.js'
import { publicPage, type Reader, readerOf } from './public-page.js'
import { openThumbnails } from './thumbnails.js'

/** Names in public addresses, and the files of an edition behind them. */
const publicFiles: Record<string, readonly string[]> = {
  'edition.pdf': [editionFiles.pdf],
  'couverture.jpg': coverNames.cover,
  'partage.jpg': coverNames.share,
}

/** The address of a page's picture names the PDF that it was drawn of. */
const forEver = 'public, max-age=31536000, immutable'

/** The bytes that a reader asks for (RFC 9110, 14.2): one range, or all; null when it lies outside the file. */
export function askedRange(header: string | undefined, bytes: number): { from: number; to: number } | null | 'all' {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'all'
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const to = first === '' || last === '' ? bytes : Math.min(bytes, Number(last) + 1)
  return from < to ? { from, to } : null
}

/** The public pages of an edition: its cover, where to read it, how to order it, and its pages to leaf through. */
export function editionPages(context: JobContext, answers: Answers): Hono {
  const { office, store } = context
  const app = new Hono()
  const thumbnails = openThumbnails(store)

  function serve(c: Context, file: KeptFile, cache = 'public, max-age=300'): Response {
    const etag = `"${file.hash.slice(0, 27)}"`
    const headers = {
      'Content-Type': file.contentType,
      ETag: etag,
      'Accept-Ranges': 'bytes',
      'Cache-Control': cache,
    }
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304, headers)
    const range = askedRange(c.req.header('Range'), file.bytes)
    if (range === null) return c.body(null, 416, { 'Content-Range': `bytes */${file.bytes}` })
    const { from, to } = range === 'all' ? { from: 0, to: file.bytes } : range
    const part: Record<string, string> =
      range === 'all' ? {} : { 'Content-Range': `bytes ${from}-${to - 1}/${file.bytes}` }
    const body = Readable.toWeb(Readable.from(store.editions.read(file, from, to))) as ReadableStream
    return c.body(body, range === 'all' ? 200 : 206, { ...headers, ...part, 'Content-Length': String(to - from) })
  }

  async function orderUrl(edition: Edition, reader: Reader): Promise<string | null> {
    const isOrderable = (await store.orders.orderable()).some((one) => one.id === edition.id)
    return isOrderable ? `/commande/ouverte/${edition.id}${reader.choice}` : null
  }

  app.get('/:id', (c) => c.redirect(`/editions/${c.req.param('id')}/`, 301))

  app.get('/:id/', answers.rememberPublic, async (c) => {
    const reader = readerOf(c, office)
    const { t } = reader
    const edition = await store.editions.byId(c.req.param('id'))
    if (!edition) return c.notFound()
    const [cover, pdf, order] = await Promise.all([
      store.editions.firstFileOf(edition.id, coverNames.cover),
      store.editions.fileOf(edition.id, editionFiles.pdf),
      orderUrl(edition, reader),
    ])
    const leafs = pdf && (await store.editions.drawing(pdf.hash))?.state === 'done'
    const read = pdf ? 'edition.pdf' : edition.pdfUrl
    return c.html(
      publicPage(
        context,
        reader,
        edition.title,
        <>
          <p className="lead">
            {t('orderForm.about', { kind: t(`edition.kind.${edition.kind}`), year: String(edition.year) })}
          </p>
          {cover && (
            <img className="cover" src="couverture.jpg" alt={t('release.coverAlt', { title: edition.title })} />
          )}
          <p className="ways">
            {edition.onlineUrl && (
              <a role="button" href={edition.onlineUrl}>
                {t('edition.online', { kind: edition.kind })}
              </a>
            )}
            {leafs && (
              <a role="button" href={`feuilleter${reader.choice}`}>
                {t('leafing.leaf')}
              </a>
            )}
            {read && (
              <a role="button" href={read} className={edition.onlineUrl || leafs ? 'secondary' : undefined}>
                {pdf ? t('edition.pdf', { size: fileSize(pdf.bytes, reader.language) }) : t('edition.pdfElsewhere')}
              </a>
            )}
            {order && (
              <a role="button" href={order} className="secondary">
                {t('edition.order')}
              </a>
            )}
          </p>
        </>,
        { index: true },
      ),
    )
  })

  app.get('/:id/feuilleter', answers.rememberPublic, async (c) => {
    const reader = readerOf(c, office)
    const edition = await store.editions.byId(c.req.param('id'))
    if (!edition) return c.notFound()
    const pdf = await store.editions.fileOf(edition.id, editionFiles.pdf)
    const isDrawn = pdf && (await store.editions.drawing(pdf.hash))?.state === 'done'
    // Until the pages are there, the edition's own page offers the PDF.
    if (!isDrawn) return c.redirect(`./${reader.choice}`, 302)
    const [pages, order] = await Promise.all([store.editions.pages(pdf.hash), orderUrl(edition, reader)])
    return c.html(leafingPage({ reader, office: office.name, edition, pages, version: pdf.hash.slice(0, 12), order }))
  })

  app.get('/:id/:name', async (c) => {
    const { id, name } = c.req.param()
    const [, size, page] = /^(page|vignette)-(\d{1,4})\.webp$/.exec(name) ?? []
    if (page !== undefined) {
      const pdf = await store.editions.fileOf(id, editionFiles.pdf)
      const picture = pdf && (await store.editions.pageFile(pdf.hash, Number(page)))
      if (!picture) return c.notFound()
      if (size === 'page') return serve(c, picture, forEver)
      const small = Uint8Array.from(await thumbnails.of(picture))
      return c.body(small, 200, { 'Content-Type': 'image/webp', 'Cache-Control': forEver })
    }
    const [, announced] = /^annonce-(\w{1,40})\.jpg$/.exec(name) ?? []
    const names = announced === undefined ? (publicFiles[name] ?? []) : [announcementPicture(announced)]
    const file = await store.editions.firstFileOf(id, names)
    return file ? serve(c, file) : c.notFound()
  })

  return app
}
