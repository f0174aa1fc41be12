/** A picture that an issue shows, as one of its files: ours to serve, so that who opens a mail asks nobody else. */
export interface PictureFile {
  /** See `pictureName`. */
  name: string
  contentType: string
  body: Uint8Array
}

/** Why a picture is left out: its address gives nothing, or no photo that can be read. */
export type PictureProblem = 'image-unreachable' | 'image-unreadable'

/** A picture of an issue's content: where it comes from, and the file that is shown. */
export interface IssuePicture {
  /** The address that it was fetched from. */
  url: string
  /** Its name among the issue's files. */
  file: string
  /** In pixels. */
  width: number
  height: number
  alt: string | null
  credit: string | null
}

/**
 * A mail is 544 pixels wide at most inside its margins, and screens with small pixels show twice as many. No photo of a
 * landscape is so tall; a banner stood upright would push the programme off the screen.
 */
export const mailPictureBox = { width: 2 * 544, height: 1600 }

const shape = /^photo-([0-9a-f]{12})-[0-9a-f]{12}-(\d{1,5})x(\d{1,5})\.jpg$/

/**
 * The name of a picture's file: a digest of its address, one of what is seen, and its size in pixels. It changes with the
 * picture, so that it may be kept by whoever fetched it for ever; and nobody guesses it.
 * @param digests 12 hexadecimal digits each
 */
export function pictureName(
  digests: { address: string; body: string },
  { width, height }: { width: number; height: number },
): string {
  return `photo-${digests.address}-${digests.body}-${width}x${height}.jpg`
}

const uploaded = 'upload:'

/** The address of a picture that staff handed in, by its name. */
export const uploadAddress = (name: string): string => `${uploaded}${name}`
export const isUpload = (url: string): boolean => url.startsWith(uploaded)
export const uploadName = (url: string): string => url.slice(uploaded.length)

/** What a picture's name says; null for the name of anything else. */
export function readPictureName(name: string): { address: string; width: number; height: number } | null {
  const [, address, width, height] = shape.exec(name) ?? []
  return address === undefined ? null : { address, width: Number(width), height: Number(height) }
}
