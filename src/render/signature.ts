import { typeset } from '../base/typography.js'
import type { OfficeSettings } from '../domain/settings/office.js'

/** Whom a mail is from, at its end: the sender and the office, or one alone where its name begins with the other's. */
export function signatureOf({ sender, name, language }: Pick<OfficeSettings, 'sender' | 'name' | 'language'>): string {
  const [short, long] = [sender.name, name].toSorted((one, other) => one.length - other.length) as [string, string]
  const isSaidTwice = long.toLocaleLowerCase(language).startsWith(short.toLocaleLowerCase(language))
  return typeset(isSaidTwice ? long : `${sender.name}, ${name}`, language)
}
