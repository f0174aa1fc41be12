import { addressDelivery } from '../../src/address/address-delivery.js'
import { type MessageSource, tokenPlaceholder } from '../../src/domain/index.js'
import type { IssueFile } from '../../src/store/issues.js'
import type { Newsroom } from './context.js'

/**
 * An issue's message exactly as it leaves, addressed to the first member of staff; its links hold no real token.
 * `files` are where its attachments are taken from.
 */
export async function sampleMessage(
  { office, clock }: Newsroom,
  message: MessageSource,
  files: readonly IssueFile[],
): Promise<IssueFile> {
  const [person] = office.staff
  const email = person?.address ?? office.email
  const addressed = addressDelivery(
    {
      id: 'sample-0000001',
      campaignId: 'sample',
      contactId: 'sample',
      email,
      emailKey: email,
      name: person?.name ?? null,
      token: tokenPlaceholder,
      language: office.language,
      attempt: 1,
    },
    'allowed',
  )
  if ('excluded' in addressed) throw new Error('the sample recipient cannot be left out')
  const { buildMessage } = await import('../../src/deliver/message.js')
  const built = await buildMessage(message, {
    readAttachment: async (_issueId, name) => {
      const file = files.find((one) => one.name === name)
      if (!file) throw new Error(`no file ${name}`)
      return file.body
    },
  })
  const body = await built.copyFor(addressed.deliverable, new Date(clock.now().epochMilliseconds))
  return { name: 'mail.eml', contentType: 'message/rfc822', body }
}
