/** "Camping des Trois Saules – Bastien": many houses have a "Réception". Null where neither is known. */
export function partnerName(organisation: string | null | undefined, person: string | null): string | null {
  const names = [organisation, person === organisation ? null : person].filter(Boolean)
  return names.length > 0 ? names.join(' – ') : null
}
