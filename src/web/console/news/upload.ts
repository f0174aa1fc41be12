import { UnusablePicture } from '../../../base/picture.js'
import { handedInPicture } from '../../../collect/picture.js'
import { readPictureName, uploadAddress, uploadName } from '../../../domain/index.js'
import type { StoredIssue } from '../../../store/issues.js'
import { typed } from '../../public-page.js'
import type { Desk } from '../desk.js'

/**
 * Keeps the picture that a form hands in, made fit for a mail: what it is, its bytes say, not its name. The address by
 * which a piece of news shows it, or the one kept before by the same form; null where none was chosen, "unusable" where
 * it is no photo.
 */
export async function keepPicture(
  { context }: Desk,
  issue: StoredIssue,
  form: Record<string, unknown>,
): Promise<string | null | 'unusable'> {
  const file = form['picture']
  if (!(file instanceof File) || file.size === 0) return await keptBefore(context, issue, form)
  try {
    const picture = await handedInPicture(new Uint8Array(await file.arrayBuffer()))
    await context.store.issues.keepUpload(issue.id, picture)
    return uploadAddress(picture.name)
  } catch (error) {
    if (!(error instanceof UnusablePicture)) throw error
    context.log.warn({ err: error }, 'a picture that was handed in is refused')
    return 'unusable'
  }
}

/** A form that could not be taken comes back with its picture: no page can put a file back into its field. */
export interface KeptPicture {
  name: string
  /** Where it can be looked at. */
  src: string
  /** The file's name, as whoever chose it knows it. */
  file: string
}

/** What a form is told of the picture that it handed in, when it has to be filled in again. */
export function keptPicture(
  base: string,
  form: Record<string, unknown>,
  picture: Awaited<ReturnType<typeof keepPicture>>,
): KeptPicture | null {
  if (picture === null || picture === 'unusable') return null
  const [name, chosen] = [uploadName(picture), form['picture']]
  const file = chosen instanceof File && chosen.size > 0 ? chosen.name : typed(form, 'keptFile', 200)
  return { name, src: `${base}/photos/${name}`, file }
}

async function keptBefore({ store }: Desk['context'], issue: StoredIssue, form: Record<string, unknown>) {
  const name = typed(form, 'kept', 200)
  const kept = readPictureName(name) && (await store.issues.upload(issue.publication, issue.period, name))
  return kept ? uploadAddress(name) : null
}
