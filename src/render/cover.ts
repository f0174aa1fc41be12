import sharp, { type Sharp } from 'sharp'

export interface Picture {
  body: Buffer
  width: number
  height: number
}

/** More pixels than any cover that is meant to be printed: 20,000 by 20,000. */
const mostPixels = 400_000_000

/** What is asked to be a cover, and is none that can be read. */
export class UnreadableCover extends Error {
  override name = 'UnreadableCover'
}

/**
 * A cover as mails and pages show it, and as social networks do (1200 by 630, the cover whole on the office's colour).
 * Decoded in strips: a picture of 10,000 pixels takes no more memory than one of 1,000.
 * @param source path of a JPEG, PNG or WebP picture, or its bytes
 * @throws UnreadableCover
 */
export async function makeCover(source: string | Buffer, colour: string): Promise<{ cover: Picture; share: Picture }> {
  const open = () => sharp(source, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'error' }).rotate()
  const jpeg = async (image: Sharp): Promise<Picture> => {
    const { data, info } = await image.jpeg({ quality: 82, mozjpeg: true }).toBuffer({ resolveWithObject: true })
    return { body: data, width: info.width, height: info.height }
  }
  try {
    const cover = await jpeg(
      open()
        .resize({ width: 840, height: 1200, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' }),
    )
    const inner = await sharp(cover.body).resize({ width: 1120, height: 550, fit: 'inside' }).toBuffer()
    const ground = sharp({ create: { width: 1200, height: 630, channels: 3, background: colour } })
    const share = await jpeg(ground.composite([{ input: inner, gravity: 'centre' }]))
    return { cover, share }
  } catch (error) {
    throw new UnreadableCover(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
