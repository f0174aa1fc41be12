import { receivable } from '../../../../jobs/steps/receivable.js'
import { remembered } from '../../../base/remembered.js'
import { organisationKinds } from '../../../domain/index.js'
import type { ContactCard } from '../../../store/organisations/look.js'
import type { Store } from '../../../store/store.js'
import type { Desk } from '../desk.js'

export const home = '/console/partenaires'

/** A kind in the reader's language; a list's own words as they are. */
export const kindWord = ({ t }: Pick<Desk, 't'>, kind: string | null): string =>
  kind === null ? '' : organisationKinds.some((one) => one === kind) ? t(`organisationKind.${kind}`) : kind

/** What a publication is called, the announcements of editions too. */
export const publicationTitle = ({ context }: Pick<Desk, 'context'>, name: string): string =>
  receivable(context)[name]?.title ?? name

/** A language by its name: "allemand". */
export const languageWord = ({ texts }: Pick<Desk, 'texts'>, code: string): string =>
  namesOf(texts.language).of(code) ?? code
const namesOf = remembered(
  (language: string) => new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }),
)

/** A column of an organisation or a contact by the word that stands beside its field. */
export function columnWord({ t, texts }: Pick<Desk, 't' | 'texts'>, of: 'organisation' | 'contact', column: string) {
  if (column === 'name') return t(of === 'organisation' ? 'partnerColumn.organisation' : 'partnerColumn.fullName')
  const own = `partnerDesk.column.${column}`
  return texts.has(own) ? t(own) : t(`partnerColumn.${column}`)
}

/** Why a contact gets nothing, as the end of the key "partnerDesk.why.<…>"; null where it may be written to. */
export function whyNotWritten({ opposed, subscriptions }: Pick<ContactCard, 'opposed' | 'subscriptions'>) {
  if (opposed) return opposed.reason
  if (subscriptions.some((one) => one.until === null)) return null
  return subscriptions.length > 0 ? 'unsubscribed' : 'notSubscribed'
}

type Choices = Awaited<ReturnType<Store['segments']['choices']>>
const choicesOf = new WeakMap<Store, { at: number; choices: Promise<Choices> }>()
const choicesKeptMs = 60_000

/** What organisations are and have, at most a minute old: a list of choices is not worth reading the directory each time. */
export async function recentChoices(store: Store): Promise<Choices> {
  const kept = choicesOf.get(store)
  if (kept && performance.now() - kept.at < choicesKeptMs) return await kept.choices
  const choices = store.segments.choices()
  choicesOf.set(store, { at: performance.now(), choices })
  choices.catch(() => choicesOf.delete(store))
  return await choices
}

/** The values of a text that says of how many things the first are shown. */
export const shownOf = (shown: number, count: number) => ({ shown, count, all: String(shown >= count) })
