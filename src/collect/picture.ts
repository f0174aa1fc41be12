import { createHash } from 'node:crypto'
import { fetchBytes } from '../base/http.js'
import { pictureName, type PictureFile } from '../domain/index.js'

export interface PictureOptions {
  allowPrivate: boolean
  timeoutMs: number
}

/** A mail is 544 pixels wide at most inside its margins; screens with small pixels show twice as many. */
const widest = 2 * 544
/** No photo of a landscape is that tall; a banner stood upright would push the programme off the screen. */
const tallest = 1600
const mostBytes = 40_000_000
/** 20,000 by 10,000: decoded in strips, so that memory does not grow with it. */
const mostPixels = 200_000_000
/** Progressive pictures are decoded whole. */
const mostProgressivePixels = 40_000_000
/** What photos come in. Drawings (SVG) may hold programs and addresses, and mail programs do not show them. */
const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])

const digest = (what: string | Uint8Array) => createHash('sha256').update(what).digest('hex').slice(0, 12)

/** What the name of an address's picture says of the address. */
export const addressDigest = (url: string): string => digest(url)

/** What the address gives is no picture that can be shown. */
export class UnusablePicture extends Error {
  override name = 'UnusablePicture'
}

/**
 * Fetches a picture and makes it a JPEG of at most 1,088 by 1,600 pixels, upright, without what the camera wrote about
 * place and time. Partners then ask nobody but us for it: who opens a mail is not told to the blog's host.
 * @throws {HttpError} when it cannot be fetched
 * @throws {UnusablePicture} when it is no picture, broken, or larger than 40 MB or 200 million pixels (40 where it is progressive)
 */
export async function fetchPicture(url: string, { allowPrivate, timeoutMs }: PictureOptions): Promise<PictureFile> {
  // Loaded beside the fetching, at the first picture: most commands make none.
  const [{ body }] = await Promise.all([
    fetchBytes(url, { allowPrivate, timeoutMs, maxBytes: mostBytes, accept: 'image/*' }),
    import('sharp'),
  ])
  return await makePicture(body, addressDigest(url))
}

/** A picture that somebody hands in, made fit in the same way. @throws {UnusablePicture} likewise */
export async function handedInPicture(body: Uint8Array): Promise<PictureFile> {
  if (body.byteLength > mostBytes) throw new UnusablePicture(`more than ${mostBytes} bytes`)
  return await makePicture(body, digest(body))
}

async function makePicture(body: Uint8Array, address: string): Promise<PictureFile> {
  const { default: sharp } = await import('sharp')
  try {
    const source = sharp(body, { limitInputPixels: mostPixels, sequentialRead: true })
    const { format, width, height, isProgressive } = await source.metadata()
    if (isProgressive && width * height > mostProgressivePixels) throw new Error('too many pixels')
    if (!formats.has(format)) throw new Error(`${format} is not a format of photos`)
    const { data, info } = await source
      .rotate()
      .resize({ width: widest, height: tallest, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80, mozjpeg: true })
      .toBuffer({ resolveWithObject: true })
    const name = pictureName({ address, body: digest(data) }, info)
    return { name, contentType: 'image/jpeg', body: data }
  } catch (error) {
    throw new UnusablePicture(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
