/** Legal forms that one list writes and the next leaves out, and what a town hall may be called by. */
const legalForms =
  /^(?:sarl|sas|sasu|eurl|sa|sci|snc|scea|gaec|earl|eirl|ei|scop|scic|selarl|scm|sca|spl|epic|mairie|commune|ville)$/
const linking = /^(?:de|du|des|d|la|le|l)$/

/** Letters and digits only, without accents or case, "&" as "et": as two spellings are held against each other. */
export function plainWords(text: string): string {
  // eslint-disable-next-line no-control-regex
  const bare = /^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}+/gu, '')
  return bare
    .toLowerCase()
    .replaceAll('&', ' et ')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
}

/**
 * The name of an organisation as compared: accents, case, punctuation and legal forms do not count, nor does "mairie de".
 * Two organisations of one commune with the same key are the same.
 */
export function nameKey(name: string): string {
  const dotted = /\b\p{L}\.\p{L}\./u.test(name)
    ? name.replace(/\b(?:\p{L}\.){2,}/gu, (letters) => letters.replaceAll('.', ''))
    : name
  const words = plainWords(dotted).split(' ')
  const kept = [...words]
  while (kept.length > 1 && legalForms.test(kept.at(-1) ?? '')) kept.pop()
  let cut = false
  while (kept.length > 1 && legalForms.test(kept[0] ?? '')) {
    cut = /^(?:mairie|commune|ville)$/.test(kept[0] ?? '')
    kept.shift()
  }
  while (cut && kept.length > 1 && linking.test(kept[0] ?? '')) kept.shift()
  return saintly(kept.length > 0 && kept[0] !== '' ? kept.join(' ') : words.join(' '))
}

/** A commune as compared: "32000 AUCH CEDEX 9", "Auch"; "St-Lary", "Saint-Lary". Empty where it is not known. */
export function communeKey(commune: string | null): string {
  if (!commune) return ''
  return saintly(
    plainWords(commune)
      .replace(/\bcedex\b.*$/, '')
      .replace(/^\d+ | ?\d+$/g, '')
      .trim(),
  )
}

const saintly = (words: string) =>
  words.includes('st') ? words.replace(/\bst(?= )/g, 'saint').replace(/\bste(?= )/g, 'sainte') : words
