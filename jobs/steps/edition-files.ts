import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { checkPdf } from '../../src/base/pdf-file.js'
import { editionFiles } from '../../src/domain/index.js'
import { makeCover } from '../../src/render/cover.js'
import type { Rows } from '../../src/store/store.js'
import type { JobContext } from './context.js'

const hashOf = (body: Uint8Array) => createHash('sha256').update(body).digest('hex')

/** An edition's files as they are on this machine; what is null stays as it was. */
export interface GivenFiles {
  /** Path of a PDF. */
  pdf: string | null
  /** Path of a picture. */
  cover: string | null
}

/**
 * Checks files and gives what stores them with an edition, in the caller's transaction: the PDF, whose pages are then
 * drawn by a job of their own, the cover, and the cover as social networks show it.
 * @throws UnusablePdf, UnusablePicture; nothing is stored then
 */
export async function readEditionFiles(
  { office }: Pick<JobContext, 'office'>,
  { pdf, cover }: GivenFiles,
): Promise<(rows: Rows, editionId: string) => Promise<void>> {
  const checked = pdf === null ? null : { path: pdf, ...(await checkPdf(pdf, office.editions.largestPdf)) }
  const pictures = cover === null ? null : await makeCover(cover, office.colours.main)
  return async (rows, editionId) => {
    if (checked) {
      const source = createReadStream(checked.path) as AsyncIterable<Uint8Array>
      await rows.editions.keep({ hash: checked.hash, contentType: 'application/pdf' }, source)
      const before = await rows.editions.fileOf(editionId, editionFiles.pdf)
      const isOther = before?.hash !== checked.hash
      const drawn = isOther ? [editionFiles.drawnCover, editionFiles.drawnShare] : []
      const gone = Object.fromEntries(drawn.map((name) => [name, null]))
      await rows.editions.setFiles(editionId, { ...gone, [editionFiles.pdf]: checked.hash })
      await queuePages(rows, checked.hash)
    }
    if (pictures) await storeCover(rows, editionId, pictures, [editionFiles.cover, editionFiles.share])
  }
}

/** Keeps the two pictures of a cover with an edition, under these names. */
export async function storeCover(
  rows: Rows,
  editionId: string,
  { cover, share }: Awaited<ReturnType<typeof makeCover>>,
  [coverName, shareName]: readonly [string, string],
): Promise<void> {
  const hashes = [cover, share].map((picture) => ({ body: picture.body, hash: hashOf(picture.body) }))
  for (const { body, hash } of hashes) await rows.editions.keep({ hash, contentType: 'image/jpeg' }, [body])
  await rows.editions.setFiles(editionId, {
    [coverName]: hashes[0]?.hash ?? null,
    [shareName]: hashes[1]?.hash ?? null,
  })
}

export interface PagesPayload {
  /** The hash of the PDF. */
  pdf: string
}

/** Asks for the pages of a PDF as pictures, in the caller's transaction; those that are there stay. */
export async function queuePages(rows: Rows, pdf: string): Promise<void> {
  if ((await rows.editions.drawing(pdf)) === null) await rows.editions.setDrawing(pdf, { state: 'drawing' })
  const payload: PagesPayload = { pdf }
  await rows.jobs.again({ key: `edition-pages/${pdf}`, kind: 'edition-pages', payload })
}
