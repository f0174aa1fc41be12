import { createHash } from 'node:crypto'
import { fetchBytes } from '../base/http.js'
import { pictureWithin, UnusablePicture } from '../base/picture.js'
import { mailPictureBox, pictureName, type PictureFile } from '../domain/index.js'

export interface PictureOptions {
  allowPrivate: boolean
  timeoutMs: number
}

const mostBytes = 40_000_000

const digest = (what: string | Uint8Array) => createHash('sha256').update(what).digest('hex').slice(0, 12)

/** What the name of an address's picture says of the address. */
export const addressDigest = (url: string): string => digest(url)

/**
 * Fetches a picture and makes it fit for a mail. Partners then ask nobody but us for it: who opens a mail is not told to
 * the blog's host.
 * @throws {HttpError} when it cannot be fetched, or is larger than 40 MB
 * @throws {UnusablePicture} when it is no photo that can be shown
 */
export async function fetchPicture(url: string, { allowPrivate, timeoutMs }: PictureOptions): Promise<PictureFile> {
  const { body } = await fetchBytes(url, { allowPrivate, timeoutMs, maxBytes: mostBytes, accept: 'image/*' })
  return await mailPicture(body, addressDigest(url))
}

/** A picture that somebody hands in, made fit in the same way. @throws {UnusablePicture} likewise */
export async function handedInPicture(body: Uint8Array): Promise<PictureFile> {
  if (body.byteLength > mostBytes) throw new UnusablePicture('unreadable')
  return await mailPicture(body, digest(body))
}

async function mailPicture(source: Uint8Array, address: string): Promise<PictureFile> {
  const { body, ...size } = await pictureWithin(source, mailPictureBox)
  return { name: pictureName({ address, body: digest(body) }, size), contentType: 'image/jpeg', body }
}
