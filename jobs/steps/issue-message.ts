import { type MessageSource, tokenPlaceholder } from '../../src/domain/index.js'
import type { StoredIssue } from '../../src/store/issues.js'
import type { Rows } from '../../src/store/store.js'
import type { JobContext } from './context.js'
import { publicationSettings } from './prepare-weekly-issue.js'

/** An issue as the message that partners get. */
export async function issueMessage(context: JobContext, rows: Rows, issue: StoredIssue): Promise<MessageSource> {
  const settings = publicationSettings(context, issue.publication)
  const read = async (name: string) => {
    const file = await rows.issues.file(issue.id, name)
    if (!file) throw new Error(`issue ${issue.id} has no ${name}`)
    return Buffer.from(file.body).toString('utf8')
  }
  const { office } = context
  const host = office.sender.address.slice(office.sender.address.indexOf('@') + 1)
  const names = { poster: 'affiche', booklet: 'livret' } as const
  return {
    kind: 'issue',
    from: office.sender,
    replyTo: office.replyTo ?? null,
    subject: issue.subject,
    html: await read('mail.html'),
    text: await read('mail.txt'),
    language: office.language,
    list: {
      id: `${issue.publication}.${host}`,
      name: settings.title,
      unsubscribeUrl: unsubscribeUrl(context.publicUrl, issue.publication),
      unsubscribeMail: `mailto:${office.replyTo ?? office.sender.address}?subject=${encodeURIComponent(`désinscription ${issue.publication}`)}`,
    },
    attachments: settings.attach.map((kind) => ({
      name: `${names[kind]}-${issue.period}.pdf`,
      contentType: 'application/pdf',
      issueId: issue.id,
      file: `${kind}.pdf`,
    })),
  }
}

/** The page on which a recipient stops a publication, with the token's placeholder. */
export function unsubscribeUrl(publicUrl: string, publication: string): string {
  return `${publicUrl}/d/${tokenPlaceholder}/${publication}`
}
