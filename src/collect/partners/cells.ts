/** What a cell means, or why it means nothing (a French sentence). */
export type CellValue<T> = { value: T } | { why: string }

const spaces = /[\s\u00a0\u202f]+/g

/** A French telephone number in pairs, the zero restored that a spreadsheet took for a number's; several as "… / …". */
export function phoneIn(cell: string): CellValue<string> {
  if (/^0?[1-9]\d{8}$/.test(cell)) return { value: inPairs(cell.slice(-9)) }
  const numbers = cell.split(/\s*(?:[/;|]|\bou\b|\n)\s*/).map(onePhone)
  const known = numbers.filter((one) => one !== null)
  if (known.length === 0 || /^\d(?:[.,]\d+)?e\+\d+$/i.test(cell.trim()))
    return { why: 'Ce n’est pas un numéro de téléphone.' }
  return { value: [...new Set(known)].join(' / ') }
}

/** Nine digits as "05 62 00 00 00". */
const inPairs = (digits: string) =>
  `0${digits[0]} ${digits.slice(1, 3)} ${digits.slice(3, 5)} ${digits.slice(5, 7)} ${digits.slice(7)}`

function onePhone(written: string): string | null {
  const digits = written
    .replace(/^\s*\+/, '00')
    .replace(/\(0\)/, '')
    .replace(/\D/g, '')
  const national = /^(?:(?:0033|33)?0?|)([1-9]\d{8})$/.exec(digits)?.[1]
  if (national) return inPairs(national)
  return digits.length >= 6 && digits.length <= 17 ? written.trim().replace(spaces, ' ') : null
}

/** A SIRET: fourteen digits that add up (Luhn's sum; the Post's own rule for its offices), whatever spaces are between. */
export function siretIn(cell: string): CellValue<string> {
  const written = cell.replace(spaces, '').replace(/[.-]/g, '')
  // A leading zero gets lost where a spreadsheet took it for a number.
  const digits = /^\d{13}$/.test(written) ? `0${written}` : written
  if (!/^\d{14}$/.test(digits)) return { why: 'Un SIRET a quatorze chiffres.' }
  const isSound = luhn(digits) % 10 === 0 || (digits.startsWith('356000000') && sum(digits) % 5 === 0)
  return isSound ? { value: digits } : { why: 'Ce SIRET est faux\u00a0: sa clé de contrôle ne correspond pas.' }
}

const sum = (digits: string) => [...digits].reduce((total, digit) => total + Number(digit), 0)

function luhn(digits: string): number {
  return [...digits].reduce((total, digit, index) => {
    const weighed = Number(digit) * ((digits.length - index) % 2 === 0 ? 2 : 1)
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
}

/** A postcode; French ones get back the zero that a spreadsheet took away, and lose the space of thousands. */
export function postcodeIn(cell: string): CellValue<string> {
  const tight = cell.replace(spaces, '')
  return { value: /^\d{4,5}$/.test(tight) ? tight.padStart(5, '0') : cell.replace(spaces, ' ') }
}

/** Degrees, with a point or a comma, at most `most` from zero. */
export function degreesIn(cell: string, most: 90 | 180): CellValue<number> {
  const degrees = Number(cell.replace(spaces, '').replace(',', '.').replace(/°$/, ''))
  if (Number.isFinite(degrees) && Math.abs(degrees) <= most) return { value: degrees }
  return { why: `Une ${most === 90 ? 'latitude' : 'longitude'} est un nombre entre -${most} et ${most}.` }
}

/** "43.51, 0.40", "43,51 ; 0,40": latitude, then longitude. */
export function positionIn(cell: string): CellValue<[number, number]> {
  const between = [';', cell.includes('.') ? ',' : ' ', ' '].find((sign) => cell.includes(sign)) ?? ','
  const parts = cell.split(between)
  const [latitude, longitude] = parts.length === 2 ? parts : ['?', '?']
  const read = [degreesIn(latitude?.trim() || '?', 90), degreesIn(longitude?.trim() || '?', 180)]
  const degrees = read.flatMap((one) => ('value' in one ? one.value : []))
  const [first, second] = degrees
  if (first !== undefined && second !== undefined) return { value: [first, second] }
  return { why: 'Une position s’écrit «\u00a043.6465, 0.5855\u00a0»\u00a0: latitude, longitude.' }
}

/** A web address, "https://" added where the list leaves it out. */
export function websiteIn(cell: string): CellValue<string> {
  const address = /^https?:\/\//i.test(cell) ? cell : `https://${cell}`
  const isAddress = URL.canParse(address) && /^https?:\/\/[^\s/?#]+\.[^\s]+$/i.test(address)
  return isAddress ? { value: address } : { why: 'Ce n’est pas une adresse de site internet.' }
}

const yes = /^(?:oui|o|yes|y|vrai|true|x|1)$/i
const no = /^(?:non|n|no|faux|false|0)$/i

/** "oui" or "non", and what spreadsheets write for them. */
export function yesOrNoIn(cell: string): CellValue<boolean> {
  if (yes.test(cell)) return { value: true }
  return no.test(cell) ? { value: false } : { why: 'Écrivez « oui » ou « non ».' }
}
