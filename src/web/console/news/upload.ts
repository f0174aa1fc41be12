import { UnusablePicture } from '../../../base/picture.js'
import { handedInPicture } from '../../../collect/picture.js'
import { uploadAddress } from '../../../domain/index.js'
import type { StoredIssue } from '../../../store/issues.js'
import type { Desk } from '../desk.js'

/**
 * Keeps the picture that a form hands in, made fit for a mail: what it is, its bytes say, not its name. The address by
 * which a piece of news shows it; null where none was chosen, "unusable" where it is no photo.
 */
export async function keepPicture(
  { context }: Desk,
  { id }: StoredIssue,
  form: Record<string, unknown>,
): Promise<string | null | 'unusable'> {
  const file = form['picture']
  if (!(file instanceof File) || file.size === 0) return null
  try {
    const picture = await handedInPicture(new Uint8Array(await file.arrayBuffer()))
    await context.store.issues.keepUpload(id, picture)
    return uploadAddress(picture.name)
  } catch (error) {
    if (!(error instanceof UnusablePicture)) throw error
    context.log.warn({ err: error }, 'a picture that was handed in is refused')
    return 'unusable'
  }
}
