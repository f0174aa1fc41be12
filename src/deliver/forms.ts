import type { Deliverable } from '../domain/deliverable.js'
import type { MessageSource } from '../domain/index.js'
import { buildMessage, type Building, type BuiltMessage } from './message.js'

/**
 * Builds a campaign's message in the forms that recipients choose between: in their language, where it is written in it,
 * with its papers attached or with the links alone, which stand in every message. The form that most get is built at
 * once, each other when somebody wants it.
 * @throws Error when an attachment cannot be read.
 */
export async function buildForms(message: MessageSource, building: Building): Promise<BuiltMessage> {
  const forms = new Map<string, Promise<BuiltMessage>>()
  const formFor = ({ language, papers }: Pick<Deliverable, 'language' | 'papers'>): Promise<BuiltMessage> => {
    const words = message.translations?.find((one) => one.language === language) ?? {}
    const attachments = papers === 'linked' ? [] : message.attachments
    const source = { ...message, ...words, attachments }
    const key = `${source.language}/${attachments.length}`
    const form = forms.get(key) ?? buildMessage(source, building)
    forms.set(key, form)
    return form
  }
  await formFor({ language: message.language, papers: 'attached' })
  return { copyFor: async (delivery, date) => await (await formFor(delivery)).copyFor(delivery, date) }
}
