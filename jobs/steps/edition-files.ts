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
 * Checks files and gives what stores them with an edition, in the caller's transaction: the PDF, the cover, and the
 * cover as social networks show it.
 * @throws UnusablePdf, UnreadableCover; nothing is stored then
 */
export async function readEditionFiles(
  { office }: Pick<JobContext, 'office'>,
  { pdf, cover }: GivenFiles,
): Promise<(rows: Rows, editionId: string) => Promise<void>> {
  const checked = pdf === null ? null : { path: pdf, ...(await checkPdf(pdf)) }
  const pictures = cover === null ? null : await makeCover(cover, office.colours.main)
  return async (rows, editionId) => {
    const names = Object.values(editionFiles)
    const before = await Promise.all(
      names.map(async (name) => ({ name, file: await rows.editions.fileOf(editionId, name) })),
    )
    const kept = new Map(before.flatMap(({ name, file }) => (file ? [[name as string, file.hash] as const] : [])))
    if (checked) {
      const source = createReadStream(checked.path) as AsyncIterable<Uint8Array>
      await rows.editions.keep({ hash: checked.hash, contentType: 'application/pdf' }, source)
      kept.set(editionFiles.pdf, checked.hash)
    }
    for (const [name, picture] of Object.entries(pictures ?? {})) {
      const hash = hashOf(picture.body)
      await rows.editions.keep({ hash, contentType: 'image/jpeg' }, [picture.body])
      kept.set(name === 'cover' ? editionFiles.cover : editionFiles.share, hash)
    }
    await rows.editions.setFiles(
      editionId,
      [...kept].map(([name, hash]) => ({ name, hash })),
    )
  }
}
