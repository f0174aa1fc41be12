import sharp, { type Sharp } from 'sharp'

export interface Picture {
  body: Buffer
  width: number
  height: number
}

/** More pixels than any cover that is meant to be printed: a little over 10,000 by 10,000. */
const mostPixels = 110_000_000

/** A progressive JPEG or an interlaced PNG is held whole to be decoded, at some four bytes a pixel. */
const mostProgressivePixels = 40_000_000

/** What is asked to be a cover: it cannot be read, or has more pixels than there is memory for. */
export class UnreadableCover extends Error {
  override name = 'UnreadableCover'
  constructor(
    readonly code: 'unreadable' | 'too-many-pixels',
    cause?: unknown,
  ) {
    super(`the cover is ${code}`, { cause })
  }
}

/** A mail is 544 pixels wide inside its margins; screens with small pixels show twice as many. */
const mailWidth = 1088

const opened = (source: string | Buffer) =>
  sharp(source, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'error' }).rotate()

async function jpeg(image: Sharp): Promise<Picture> {
  const { data, info } = await image.jpeg({ quality: 82, mozjpeg: true }).toBuffer({ resolveWithObject: true })
  return { body: data, width: info.width, height: info.height }
}

/** What `work` makes of a picture, which is looked at first. @throws UnreadableCover */
async function madeFrom<T>(source: string | Buffer, work: () => Promise<T>): Promise<T> {
  try {
    const { width, height, isProgressive } = await sharp(source, { limitInputPixels: false }).metadata()
    if (width * height > (isProgressive ? mostProgressivePixels : mostPixels))
      throw new UnreadableCover('too-many-pixels')
    return await work()
  } catch (error) {
    if (error instanceof UnreadableCover) throw error
    throw new UnreadableCover('unreadable', error)
  }
}

/** A photo as a mail shows it. @throws UnreadableCover */
export const makeMailPicture = (source: string | Buffer): Promise<Picture> =>
  madeFrom(source, () =>
    jpeg(
      opened(source)
        .resize({ width: mailWidth, height: 1600, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' }),
    ),
  )

/**
 * A cover as mails and pages show it, and as social networks do (1200 by 630, the cover whole on the office's colour).
 * Decoded in strips: a picture of 10,000 pixels takes little more memory than one of 1,000 (measured: 60 MB).
 * @param source path of a JPEG, PNG or WebP picture, or its bytes
 * @throws UnreadableCover
 */
export const makeCover = (source: string | Buffer, colour: string): Promise<{ cover: Picture; share: Picture }> =>
  madeFrom(source, async () => {
    const cover = await jpeg(
      opened(source)
        .resize({ width: 840, height: 1200, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' }),
    )
    const inner = await sharp(cover.body).resize({ width: 1120, height: 550, fit: 'inside' }).toBuffer()
    const ground = sharp({ create: { width: 1200, height: 630, channels: 3, background: colour } })
    const share = await jpeg(ground.composite([{ input: inner, gravity: 'centre' }]))
    return { cover, share }
  })
