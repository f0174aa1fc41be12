import { emailKey } from '../../src/domain/index.js'
import type { Rows } from '../../src/store/store.js'
import type { JobContext } from './context.js'
import { staffNotice } from './notices.js'

/** The file name under which a returned message's bytes are attached to a mail. */
export const returnedFile = 'message.eml'

/**
 * Hands a message from a person to staff, whole, as an attachment (message/rfc822). It is a campaign like any other:
 * written down before it leaves, tried again when it fails. It bears Auto-Submitted, so that no program answers it.
 */
export async function forwardToStaff(
  context: JobContext,
  rows: Rows,
  mail: { id: string },
  { from, subject }: { from: string; subject: string },
): Promise<void> {
  const { texts, imap, office } = context
  // Staff who read this very mailbox have it already.
  if (imap && office.staff.every(({ address }) => emailKey(address) === emailKey(imap.user))) return
  const values = { from, subject: subject || texts.t('forward.no-subject') }
  const notice = await context.notice.alarm({
    title: texts.t('forward.title', values),
    sentences: [texts.t('forward.text', values)],
    url: null,
  })
  await staffNotice(
    context,
    rows,
    {
      key: `forward/${mail.id}`,
      kind: 'forward',
      issueId: null,
      replyTo: from,
      attachments: [{ name: returnedFile, contentType: 'message/rfc822', issueId: mail.id, file: returnedFile }],
    },
    notice,
  )
}
