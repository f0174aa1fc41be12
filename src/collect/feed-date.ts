/** English by the first letters as in RFC 822; French because some WordPress plug-ins translate the date of the feed. */
const months = [
  /^jan/,
  /^f[eé][bv]/,
  /^mar/,
  /^a[pv]r/,
  /^ma[iy]/,
  /^jui?n/,
  /^jui?l/,
  /^a(ug|o[uû]t)/,
  /^sep/,
  /^oct/,
  /^nov/,
  /^d[eé]c/,
]

/** The zones of RFC 822 and the European ones that feeds use against it, as offsets. */
const zones: Record<string, string> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  WEST: '+01:00',
  BST: '+01:00',
  CET: '+01:00',
  MET: '+01:00',
  CEST: '+02:00',
  MEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
}

const rfc822 =
  /^(?:\p{L}+\.?,?\s+)?(\d{1,2})[\s-]+(\p{L}{3,})\.?[\s-]+(\d{4}|\d{2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(.*)$/iu

const iso8601 = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * A feed's date as an ISO instant ("2026-07-04T06:00:00Z"), or null when it cannot be read.
 * RFC 822 and 5322 with their obsolete forms: two-digit years, no seconds, zones by name. An unknown or absent zone is
 * UTC, as RFC 5322 section 4.3 says, and as WordPress means it; so is it in ISO 8601.
 */
export function feedDate(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  const iso = iso8601.exec(trimmed)
  if (iso) return instant(iso[1]!, `${iso[2] ?? '00:00'}:${iso[3] ?? '00'}`, zoneOffset(iso[4] ?? ''))
  const mail = rfc822.exec(trimmed)
  if (!mail) return null
  const [, day, month, year, hour, minute, second, zone] = mail
  const monthNumber = months.findIndex((name) => name.test(month!.toLowerCase())) + 1
  if (monthNumber === 0) return null
  const date = `${fullYear(year!)}-${two(monthNumber)}-${two(day!)}`
  return instant(date, `${two(hour!)}:${minute}:${second ?? '00'}`, zoneOffset(zone!))
}

function instant(date: string, time: string, offset: string): string | null {
  try {
    return Temporal.Instant.from(`${date}T${time}${offset}`).toString()
  } catch {
    return null
  }
}

/** "+0200", "GMT+2", "CEST", "(heure de Paris)" as "+02:00". */
function zoneOffset(zone: string): string {
  const numeric = /([+-])(\d{1,2}):?(\d{2})?\b/.exec(zone)
  if (numeric) return `${numeric[1]}${two(numeric[2]!)}:${numeric[3] ?? '00'}`
  return zones[zone.trim().toUpperCase()] ?? 'Z'
}

/** RFC 5322 section 4.3: 00 to 49 are of this century. */
function fullYear(year: string): string {
  if (year.length === 4) return year
  return Number(year) < 50 ? `20${year}` : `19${year}`
}

function two(number: string | number): string {
  return String(number).padStart(2, '0')
}
