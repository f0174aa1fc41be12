/** Legal forms that one list writes and the next leaves out, and what a town hall may be called by. */
const forms =
  'sarl|sas|sasu|eurl|sa|sci|snc|scea|gaec|earl|eirl|ei|scop|scic|selarl|scm|sca|spl|epic|mairie|commune|ville'
const legalForms = new RegExp(`^(?:${forms})$`)
const formAtEdge = new RegExp(`^(?:${forms}) | (?:${forms})$`)
const linking = /^(?:de|du|des|d|la|le|l)$/

// eslint-disable-next-line no-control-regex
const isPlain = (text: string) => /^[\0-\x7f]*$/.test(text)

/** Letters and digits only, without accents or case, "&" as "et": as two spellings are held against each other. */
export function plainWords(text: string): string {
  const bare = (isPlain(text) ? text : text.normalize('NFD').replace(/\p{M}+/gu, '')).toLowerCase()
  const spelt = /[&œæ]/.test(bare) ? bare.replaceAll('&', ' et ').replaceAll('œ', 'oe').replaceAll('æ', 'ae') : bare
  return spelt.replace(isPlain(spelt) ? /[^a-z\d]+/g : /[^\p{L}\d]+/gu, ' ').trim()
}

/**
 * The name of an organisation as compared: accents, case, punctuation and legal forms do not count, nor does "mairie de".
 * Two organisations of one commune with the same key are the same.
 */
export function nameKey(name: string): string {
  const dotted = name.includes('.')
    ? name.replace(/\b(?:\p{L}\.){2,}/gu, (letters) => letters.replaceAll('.', ''))
    : name
  const plain = plainWords(dotted)
  if (!formAtEdge.test(plain)) return saintly(plain)
  const words = plain.split(' ')
  const kept = [...words]
  while (kept.length > 1 && legalForms.test(kept.at(-1) ?? '')) kept.pop()
  let cut = false
  while (kept.length > 1 && legalForms.test(kept[0] ?? '')) {
    cut = /^(?:mairie|commune|ville)$/.test(kept[0] ?? '')
    kept.shift()
  }
  while (cut && kept.length > 1 && linking.test(kept[0] ?? '')) kept.shift()
  return saintly(kept.join(' '))
}

/**
 * The name of an organisation as lists are sorted by it: as it is read, without accents or case, and numbers by their
 * size: "Gîte 2" before "Gîte 10".
 */
export function sortKey(name: string): string {
  return plainWords(name).replace(/\d+/g, (digits) => digits.padStart(10, '0'))
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
