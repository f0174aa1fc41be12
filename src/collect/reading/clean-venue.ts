import { venueNoun } from './place-words.js'
import { capitalise, fold } from './text.js'

const commonWord = new RegExp(
  `^(?:${venueNoun}|de|du|des|la|le|les|l’|d’|a|au|aux|en|et|sous|sur|fetes?|polyvalente|communale|municipale|rurale?|tourisme|ville|cooperative|sports?|culturelle?)$`,
)

/** "PLACE BARBÈS" said quietly: "place Barbès". */
const unshoutPlace = (shouted: string) =>
  shouted.replace(/[\p{L}]+/gu, (word) => {
    const lower = word.toLowerCase()
    return commonWord.test(fold(lower)) || lower.length < 2 ? lower : capitalise(lower)
  })

/** Without article, preposition nor punctuation around. */
export function cleanVenue(text: string): string {
  return text
    .replace(/^[\s,;:.–—-]+|[\s,;:.–—-]+$/gu, '')
    .replace(/\s(?:en raison|à cause|pour cause|du fait)\s.*$/iu, '')
    .replace(/^[^\p{Ll}]{6,}$/u, unshoutPlace)
    .replace(/^(?:et|ou)\s+/iu, '')
    .replace(
      /^(?!en (?:haut|bas)|(?:à|au|aux) (?:pied|bord|cœur|coeur|dessus|côté|milieu|abords))(?:(?:à|au|aux|dans|sur|sous|chez|en)(?=[\s])\s+)?(?:(?:à\s+)?(?:la|le|les)\s+|(?:à\s+)?l['’])?/iu,
      '',
    )
    .trim()
}
