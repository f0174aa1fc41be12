import type { Deliverable } from '../domain/deliverable.js'
import type { MessageSource } from '../domain/index.js'
import { buildMessage, type Building, type BuiltMessage } from './message.js'

/** A campaign's message as one reader gets it: in their language, where it is written in it, with or without its papers. */
export function messageFor(
  message: MessageSource,
  { language, papers }: Pick<Deliverable, 'language' | 'papers'>,
): MessageSource {
  const words = message.translations?.find((one) => one.language === language) ?? {}
  return { ...message, ...words, attachments: papers === 'linked' ? [] : message.attachments }
}

/**
 * Builds a campaign's message in the forms that recipients choose between: in their language, where it is written in it,
 * with its papers attached or with the links alone, which stand in every message. The form that most get is built at
 * once, each other when somebody wants it.
 * @throws Error when an attachment cannot be read.
 */
export async function buildForms(message: MessageSource, building: Building): Promise<BuiltMessage> {
  const forms = new Map<string, Promise<BuiltMessage>>()
  const formFor = (reader: Pick<Deliverable, 'language' | 'papers'>): Promise<BuiltMessage> => {
    const source = messageFor(message, reader)
    const key = `${source.language}/${source.attachments.length}`
    const form = forms.get(key) ?? buildMessage(source, building)
    forms.set(key, form)
    return form
  }
  await formFor({ language: message.language, papers: 'attached' })
  return { copyFor: async (delivery, date) => await (await formFor(delivery)).copyFor(delivery, date) }
}
