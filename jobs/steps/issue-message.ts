import { textLanguages } from '../../src/base/texts.js'
import { type MessageSource, type MessageWords, tokenPlaceholder } from '../../src/domain/index.js'
import type { IssueFile, NewIssue, StoredIssue } from '../../src/store/issues.js'
import type { Rows } from '../../src/store/store.js'
import type { Newsroom } from './context.js'
import { publicationSettings } from './publication-settings.js'

/** The page on which a recipient stops a publication, with the token's placeholder. */
export function unsubscribeUrl(publicUrl: string, publication: string): string {
  return `${publicUrl}/d/${tokenPlaceholder}/${publication}`
}

/** The page on which a recipient chooses what comes, with the token's placeholder. */
export function preferencesUrl(publicUrl: string): string {
  return `${publicUrl}/preferences/${tokenPlaceholder}`
}

const attachmentNames = { poster: 'affiche', booklet: 'livret' } as const

/** An issue as the message that partners get. `id` is the stored issue's, from whose files the attachments are read. */
export function messageOfIssue(
  context: Newsroom,
  issue: Pick<NewIssue, 'publication' | 'period' | 'subject'> & { id?: string },
  body: Pick<MessageSource, 'html' | 'text' | 'translations'>,
): MessageSource {
  const { office, publicUrl } = context
  const settings = publicationSettings(context, issue.publication)
  const host = office.sender.address.slice(office.sender.address.indexOf('@') + 1)
  // Where a program reads what comes back, it can end a subscription by itself.
  const replies = office.sending.returnPath?.address ?? office.replyTo ?? office.sender.address
  return {
    kind: 'issue',
    from: office.sender,
    replyTo: office.replyTo ?? null,
    subject: issue.subject,
    html: body.html,
    text: body.text,
    language: office.language,
    translations: body.translations ?? [],
    list: {
      id: `${issue.publication}.${host}`,
      name: settings.title,
      unsubscribeUrl: unsubscribeUrl(publicUrl, issue.publication),
      unsubscribeMail: `mailto:${replies}?subject=${encodeURIComponent(`désinscription ${issue.publication} ${tokenPlaceholder}`)}`,
    },
    attachments: (settings.kind === 'weekly-agenda' ? settings.attach : []).map((kind) => ({
      name: `${attachmentNames[kind]}-${issue.period}.pdf`,
      contentType: 'application/pdf',
      issueId: issue.id ?? '',
      file: `${kind}.pdf`,
    })),
  }
}

export const translationName = (language: string) => `mail.${language}.json`

/** An issue's mail in another language, as one of its files. */
export function translationFile({ language, subject, html, text }: MessageWords): IssueFile {
  const words: MessageWords = { language, subject, html, text }
  return {
    name: translationName(language),
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(words)),
  }
}

/** What `translationFile` made. */
export const readTranslation = ({ body }: IssueFile): MessageWords =>
  JSON.parse(Buffer.from(body).toString('utf8')) as MessageWords

/** The message of a stored issue. */
export async function issueMessage(context: Newsroom, rows: Rows, issue: StoredIssue): Promise<MessageSource> {
  const read = async (name: string) => {
    const file = await rows.issues.file(issue.id, name)
    if (!file) throw new Error(`issue ${issue.id} has no ${name}`)
    return Buffer.from(file.body).toString('utf8')
  }
  const others = await Promise.all(textLanguages.map((one) => rows.issues.file(issue.id, translationName(one))))
  const translations = others.filter((file) => file !== null).map(readTranslation)
  return messageOfIssue(context, issue, { html: await read('mail.html'), text: await read('mail.txt'), translations })
}
