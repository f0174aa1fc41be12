import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'

/** The languages that the house speaks. */
export const textLanguages = ['fr', 'en'] as const
export type TextLanguage = (typeof textLanguages)[number]
export type TextValues = Record<string, string | number | boolean | null | undefined>

/** The words of the house in one language. */
export interface Texts {
  language: TextLanguage
  /** The message at `key` ("mail.unsubscribe"), its ICU arguments filled in. Throws when no such text exists. */
  t(key: string, values?: TextValues): string
  has(key: string): boolean
}

/** What the build makes of templates/texts (build-texts.ts). */
const directory = new URL('../../texts/', import.meta.url)
const loaded = new Map<TextLanguage, Texts>()

/** Every text of `language` by its dotted key, as written in templates/texts/<language>.yaml. */
export function readTexts(language: TextLanguage): Map<string, string> {
  const texts = JSON.parse(readFileSync(new URL(`${language}.json`, directory), 'utf8')) as Record<string, string>
  return new Map(Object.entries(texts))
}

/** The texts of `language`, read once per process; French when the language is not one of ours. */
export function loadTexts(language: string): Texts {
  const wanted: TextLanguage = language.startsWith('en') ? 'en' : 'fr'
  const known = loaded.get(wanted)
  if (known) return known
  const messages = readTexts(wanted)
  const formats = new Map<string, IntlMessageFormat>()
  const texts: Texts = {
    language: wanted,
    has: (key) => messages.has(key),
    t(key, values) {
      let format = formats.get(key)
      if (!format) {
        const message = messages.get(key)
        if (message === undefined) throw new Error(`No text "${key}" for ${wanted} in templates/texts`)
        // Our messages hold no markup: without this, "<" in a text would be read as a tag.
        format = new IntlMessageFormat(message, wanted, undefined, { ignoreTag: true })
        formats.set(key, format)
      }
      return String(format.format(values))
    },
  }
  loaded.set(wanted, texts)
  return texts
}
