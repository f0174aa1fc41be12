/** ISO 639-1 codes that lists of partners use, with their names in French and English. */
const names = {
  ar: 'arabe, arabic',
  ca: 'catalan',
  cs: 'tcheque, czech',
  da: 'danois, danish',
  de: 'allemand, german',
  el: 'grec, greek',
  en: 'anglais, english',
  es: 'espagnol, spanish, castillan',
  eu: 'basque',
  fi: 'finnois, finnish',
  fr: 'francais, french',
  he: 'hebreu, hebrew',
  hu: 'hongrois, hungarian',
  it: 'italien, italian',
  ja: 'japonais, japanese',
  ko: 'coreen, korean',
  nl: 'neerlandais, dutch, hollandais, flamand',
  no: 'norvegien, norwegian',
  oc: 'occitan',
  pl: 'polonais, polish',
  pt: 'portugais, portuguese',
  ro: 'roumain, romanian',
  ru: 'russe, russian',
  sv: 'suedois, swedish',
  tr: 'turc, turkish',
  uk: 'ukrainien, ukrainian',
  zh: 'chinois, chinese, mandarin',
}

const codes = new Map(
  Object.entries(names).flatMap(([code, words]) => [code, ...words.split(', ')].map((word) => [word, code] as const)),
)

/** "Français", "FR", "fr-FR" as "fr"; null for what is not a language we know by name or code. */
export function languageCode(written: string | null): string | null {
  if (!written) return null
  const word = written.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
  return codes.get(word) ?? codes.get(/^([a-z]{2})[-_][a-z]{2}$/.exec(word)?.[1] ?? '') ?? null
}

/** The languages of a cell, between signs or spaces, each once; null where a word is none that we know. */
export function languageCodes(written: string): string[] | null {
  const found = written
    .split(/[\s,;/|+]+|\bet\b|\band\b/)
    .filter(Boolean)
    .map(languageCode)
  return found.every((code) => code !== null) ? [...new Set(found)] : null
}
