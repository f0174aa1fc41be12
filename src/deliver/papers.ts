import type { MessageSource } from '../domain/index.js'
import { buildMessage, type Building, type BuiltMessage } from './message.js'

/**
 * Builds a campaign's message in the two forms that recipients choose between: with its papers attached, and with the
 * links alone, which stand in every message. Each is built once, and the second only when somebody wants it.
 * @throws Error when an attachment cannot be read.
 */
export async function buildForPapers(message: MessageSource, building: Building): Promise<BuiltMessage> {
  const attached = await buildMessage(message, building)
  if (message.attachments.length === 0) return attached
  let linked: Promise<BuiltMessage> | null = null
  return {
    async copyFor(delivery, date) {
      if (delivery.papers !== 'linked') return await attached.copyFor(delivery, date)
      linked ??= buildMessage({ ...message, attachments: [] }, building)
      return await (await linked).copyFor(delivery, date)
    },
  }
}
