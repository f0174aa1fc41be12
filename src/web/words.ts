import { remembered } from '../base/remembered.js'
import { type TextLanguage, textLanguages, type Texts, type TextValues } from '../base/texts.js'
import { typeset } from '../base/typography.js'

const typesetOnce = new Map<string, string>()
/** Lists say the same a hundred times: "1 carton", "accepté par sa messagerie". */
const typesetLately = Object.fromEntries(
  textLanguages.map((language) => [language, remembered((text) => typeset(text, language), 5000)]),
) as Record<TextLanguage, (text: string) => string>

/** A text with its typography; one without values is typeset once, since every screen is made of them. */
export function words(texts: Texts, key: string, values?: TextValues): string {
  if (values) return typesetLately[texts.language](texts.t(key, values))
  const name = `${texts.language}/${key}`
  let found = typesetOnce.get(name)
  if (found === undefined) typesetOnce.set(name, (found = typeset(texts.t(key), texts.language)))
  return found
}
