/**
 * Typography of printed text. French rules after the "Lexique des règles typographiques en usage à l'Imprimerie
 * nationale": a no-break space before `:` `»` `%` `€` and after `«`, a narrow one before `;` `!` `?`, curved
 * apostrophes. Addresses, times such as 15:00 and telephone numbers keep their shape. English is left as written.
 */

const noBreak = '\u00a0'
const narrow = '\u202f'
const gap = '[ \\t\\u00a0\\u202f]*'

/** A private character that stands in for what the rules must not touch: web and mail addresses (and itself). */
const standIn = '\ue000'
const untouchable = /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\ue000/g

const frenchRules: readonly [RegExp, string][] = [
  [/(\p{L})'/gu, '$1’'],
  [new RegExp(`«${gap}(?=[^\\s»])`, 'g'), `«${noBreak}`],
  [new RegExp(`(?<=[^\\s«])${gap}»`, 'g'), `${noBreak}»`],
  [new RegExp(`(?<=[^\\s:])${gap}:(?=\\s|$)`, 'g'), `${noBreak}:`],
  [new RegExp(`(?<=[^\\s:;!?([])${gap}([;!?]+)`, 'g'), `${narrow}$1`],
  [new RegExp(`(\\d)${gap}([%€])(?!\\d)`, 'g'), `$1${noBreak}$2`],
  [/(\d) (km|m|ans|min|h)(?![\p{L}])/gu, `$1${noBreak}$2`],
  [/(\d\u00a0h) (\d\d)(?!\d)/g, `$1${noBreak}$2`],
  [/\bn° (?=\d)/g, `n°${noBreak}`],
]

/** French telephone numbers, national or with +33, in pairs. */
const phoneNumber = /(?<![\d.])(?:\+33[ .]?[1-9]|0[1-9])(?:[ .]\d\d){4}(?![\d.])/g

/** `text` with the spaces of its telephone numbers made no-break. */
export function keepPhonesWhole(text: string): string {
  return text.replace(phoneNumber, (number) => number.replaceAll(' ', noBreak))
}

/** `text` as it is printed in `language`; applying it twice changes nothing more. */
export function typeset(text: string, language: string): string {
  if (!language.startsWith('fr')) return text
  const kept: string[] = []
  const bare = text.replaceAll(untouchable, (address) => {
    kept.push(address)
    return standIn
  })
  const ruled = frenchRules.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), bare)
  return keepPhonesWhole(ruled).replaceAll(standIn, () => kept.shift() ?? '')
}

/** `text` on one line, without control characters nor the marks that turn the reading direction around. */
export function printable(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, (gaps) => (/^[\u00a0\u202f]$/.test(gaps) ? gaps : ' '))
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
}
