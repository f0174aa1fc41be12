const names: Record<string, string> = {
  francais: 'fr',
  french: 'fr',
  anglais: 'en',
  english: 'en',
  espagnol: 'es',
  spanish: 'es',
  allemand: 'de',
  german: 'de',
  italien: 'it',
  italian: 'it',
  neerlandais: 'nl',
  dutch: 'nl',
  occitan: 'oc',
}

/** "Français", "FR", "fr-FR" as "fr"; null for what is not a language we know by name or code. */
export function languageCode(written: string | null): string | null {
  const word = (written ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
  const code = /^([a-z]{2})(?:[-_][a-z]{2})?$/.exec(word)?.[1]
  return names[word] ?? (code && Object.values(names).includes(code) ? code : null)
}
