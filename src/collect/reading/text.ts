/** Characters that are never seen: soft hyphen, zero-width ones, direction marks, byte order mark, emoji selectors. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFE0E\uFE0F]/g
const spaces = /[\s\u00A0\u2000-\u200A\u202F\u205F\u3000]+/g
const pictures =
  /(?![©®™])(?:\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\u20E3\u2022\u25A0-\u25FF\u2714-\u2718\u2756\u27A1\u27A4])+/gu

/** What stands where an emoji or a bullet stood: it separates, and is never printed. */
export const separator = '•'

/** One text node made regular: composed accents, one kind of space and of hyphen, no invisible character, no emoji. */
export function tidy(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(invisible, '')
    .replace(pictures, ` ${separator} `)
    .replace(/(?<=\s)\u00B7(?=\s)/g, separator)
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\u02BC\u2018\u00B4`]/g, '’')
    .replace(spaces, ' ')
}

/** The spaces that haste forgot or misplaced: "à21h,salle" and "11h ,visite". */
export const spaced = (text: string) =>
  text
    .replace(/(?<=[\p{L}\d)€»]) ,\s?(?=[\p{L}«])/gu, ', ')
    .replace(/(?<=^|[\p{L}\d)€»]),(?=[\p{L}«])/gu, ', ')
    .replace(/(?<=\p{L}|\d\s?h[0-5]\d),(?=\d)/giu, ', ')
    .replace(/(?<![\p{L}\p{N}])(à|dès|vers|de)(?=\d{1,2}\s?h(?!\p{L}))/giu, '$1 ')

const folded = new Map<string, string>()

function foldCharacter(character: string): string {
  const known = folded.get(character)
  if (known !== undefined) return known
  const plain = /[’‘]/.test(character)
    ? "'"
    : /[–—−]/.test(character)
      ? '-'
      : /[«»“”„]/.test(character)
        ? '"'
        : (character.normalize('NFD')[0] ?? character).toLowerCase()
  const result = plain.length === 1 ? plain : character
  if (folded.size < 5000) folded.set(character, result)
  return result
}

/** The text without case nor accents, character for character: what is found in it has the same place in the original. */
export function fold(text: string): string {
  let result = ''
  for (let at = 0; at < text.length; at++) result += foldCharacter(text[at] as string)
  return result
}

/** Letters and digits only, for comparing what two hands wrote: "Qu’est‑ce" and "QU'EST CE" are equal. */
export function loosen(text: string): string {
  return fold(tidy(text))
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

export const hasLetters = (text: string) => /\p{L}{2}/u.test(text)

/** Raises the first letter, past an opening quote. */
export function capitalise(text: string): string {
  return text.replace(
    /^([^\p{L}\p{N}]*)(\p{Ll})/u,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
}

/** True when the words are shouted: two or more of them, or one of five letters, all capitals. */
export function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length >= 5 && !/\p{Ll}/u.test(letters)
}
