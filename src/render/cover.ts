import sharp from 'sharp'
import { asJpeg, type Picture, pictureWithin } from '../base/picture.js'

/**
 * A cover as mails and pages show it, and as social networks do (1200 by 630, the cover whole on the office's colour).
 * @param source path of a picture, or its bytes
 * @throws UnusablePicture
 */
export async function makeCover(
  source: string | Uint8Array,
  colour: string,
): Promise<{ cover: Picture; share: Picture }> {
  const cover = await pictureWithin(source, { width: 840, height: 1200 })
  const inner = await sharp(cover.body).resize({ width: 1120, height: 550, fit: 'inside' }).toBuffer()
  const ground = sharp({ create: { width: 1200, height: 630, channels: 3, background: colour } })
  return { cover, share: await asJpeg(ground.composite([{ input: inner, gravity: 'centre' }])) }
}
