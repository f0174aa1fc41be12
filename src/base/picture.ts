import type { Sharp } from 'sharp'

/** A JPEG, its size in pixels. */
export interface Picture {
  body: Buffer
  width: number
  height: number
}

/** A little over 10,000 by 10,000: decoded in strips, so that memory hardly grows with it (measured: 60 MB). */
const mostPixels = 110_000_000
/** A progressive JPEG or an interlaced PNG is held whole to be decoded, at some four bytes a pixel. */
const mostProgressivePixels = 40_000_000
/** What photos come in, AVIF among them ("heif"). Drawings (SVG) may hold programs and addresses, and mails show none. */
const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])

/** What is given as a picture: it cannot be read as a photo, or has more pixels than there is memory for. */
export class UnusablePicture extends Error {
  override name = 'UnusablePicture'
  constructor(
    readonly code: 'unreadable' | 'too-many-pixels',
    cause?: unknown,
  ) {
    super(`the picture is ${code}`, { cause })
  }
}

export async function asJpeg(image: Sharp): Promise<Picture> {
  const { data, info } = await image.jpeg({ quality: 82, mozjpeg: true }).toBuffer({ resolveWithObject: true })
  return { body: data, width: info.width, height: info.height }
}

/**
 * A photo of whatever size as a JPEG that fits into a box, upright, on white, without what the camera wrote about place
 * and time; a smaller one keeps its size.
 * @param source path of a JPEG, PNG, WebP, GIF or AVIF picture, or its bytes
 * @param box in pixels
 * @throws UnusablePicture
 */
export async function pictureWithin(
  source: string | Uint8Array,
  box: { width: number; height: number },
): Promise<Picture> {
  // Loaded with the first picture: most commands make none.
  const { default: sharp } = await import('sharp')
  try {
    const { format, width, height, isProgressive } = await sharp(source, { limitInputPixels: false }).metadata()
    if (!formats.has(format)) throw new UnusablePicture('unreadable')
    if (width * height > (isProgressive ? mostProgressivePixels : mostPixels))
      throw new UnusablePicture('too-many-pixels')
    return await asJpeg(
      sharp(source, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'error' })
        .rotate()
        .resize({ ...box, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' }),
    )
  } catch (error) {
    if (error instanceof UnusablePicture) throw error
    throw new UnusablePicture('unreadable', error)
  }
}
