import { textLanguages } from '../../src/base/texts.js'
import {
  type Announcement,
  coverNames,
  type Edition,
  editionFiles,
  type MessageSource,
  tokenPlaceholder,
} from '../../src/domain/index.js'
import { editionsPublication } from '../../src/domain/settings/editions.js'
import { type EditionMailInput, renderEditionMail } from '../../src/render/edition-mail.js'
import type { Rows } from '../../src/store/store.js'
import type { JobContext } from './context.js'
import { preferencesUrl, unsubscribeUrl } from './issue-message.js'

/** The public page of an edition. */
export const editionUrl = (publicUrl: string, editionId: string) => `${publicUrl}/editions/${editionId}/`

/** Where the edition can be read: elsewhere, here, or nowhere. */
export function onlineUrl(publicUrl: string, edition: Edition, hasPdf: boolean): string | null {
  return edition.onlineUrl ?? (hasPdf ? editionUrl(publicUrl, edition.id) : edition.pdfUrl)
}

/** The announcement of an edition as the message that partners get, or its one reminder. */
export async function releaseMessage(
  context: JobContext,
  rows: Rows,
  { id, content }: Pick<Announcement, 'id' | 'content'>,
  edition: Edition,
  { reminder = false }: { reminder?: boolean } = {},
): Promise<MessageSource> {
  const { office, publicUrl } = context
  const page = editionUrl(publicUrl, edition.id)
  const fileOf = (names: readonly string[]) => rows.editions.firstFileOf(edition.id, names)
  const [cover, share, pdf] = await Promise.all([coverNames.cover, coverNames.share, [editionFiles.pdf]].map(fileOf))
  const { default: sharp } = await import('sharp')
  const size = cover && (await sharp(Buffer.concat(await Array.fromAsync(rows.editions.read(cover)))).metadata())
  const orderable = (await rows.editions.stock(edition.id)).length > 0
  const leave = unsubscribeUrl(publicUrl, editionsPublication)
  const parts: EditionMailInput = {
    office,
    edition,
    content,
    cover: size ? { width: size.width, height: size.height } : null,
    links: {
      order: orderable ? `${publicUrl}/commande/${tokenPlaceholder}` : null,
      online: onlineUrl(publicUrl, edition, Boolean(pdf)),
      cover: `${page}couverture.jpg`,
      picture: `${page}annonce-${id}.jpg`,
      shareImage: share ? `${page}partage.jpg` : null,
      unsubscribe: leave,
      preferences: preferencesUrl(publicUrl),
    },
    reminder,
  }
  const mail = await renderEditionMail(parts)
  const others = textLanguages.filter((one) => one !== office.language)
  const translations = await Promise.all(
    others.map(async (language) => ({ language, ...(await renderEditionMail(parts, language)) })),
  )
  const host = office.sender.address.slice(office.sender.address.indexOf('@') + 1)
  const replies = office.sending.returnPath?.address ?? office.replyTo ?? office.sender.address
  return {
    ...mail,
    kind: 'announcement',
    from: office.sender,
    replyTo: office.replyTo ?? null,
    language: office.language,
    translations,
    list: {
      id: `${editionsPublication}.${host}`,
      name: office.editions.title,
      unsubscribeUrl: leave,
      unsubscribeMail: `mailto:${replies}?subject=${encodeURIComponent(`désinscription ${editionsPublication} ${tokenPlaceholder}`)}`,
    },
    attachments: [],
  }
}
