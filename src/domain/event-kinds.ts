import { plainWords } from './matching.js'

/** What kinds of event the figures tell apart, with the words of a title that say so; the first that fits counts. */
const words = {
  market: 'marches?|brocantes?|vide greniers?|braderies?|foires?|bourses?|puces|ventes?',
  exhibition: 'expositions?|expos?|vernissages?|galeries?',
  show: 'spectacles?|theatre|cirque|contes?|marionnettes?|danse|cabaret|one man|humour|opera|son et lumiere',
  music: 'concerts?|musiques?|recitals?|jazz|chorales?|choeurs?|orchestres?|festivals?|scenes?|dj|bandas?|aubades?',
  film: 'cine|cinema|cinemas|films?|projections?|court metrages?',
  visit: 'visites?|decouvertes?|patrimoine|chateaux?|cathedrale|musees?|portes ouvertes|conferences?|balades? contees?',
  outdoors:
    'balades?|randos?|randonnees?|marche|velos?|canoe|kayak|nature|observation|astronomie|sorties?|peche|equitation|poneys?|trails?',
  workshop: 'ateliers?|stages?|initiations?|cours|apprendre|yoga|sophrologie|meditation|pilates|gym',
  feast:
    'fetes?|feux?|bals?|soirees?|repas|guinguettes?|apero|aperos|aperitifs?|degustations?|nocturnes?|carnaval|ferias?|banquets?|pique niques?|marches gourmands',
  games: 'lotos?|concours|tournois?|jeux|petanque|belotes?|quiz|courses?|matchs?|championnats?|escape|enquetes?',
} as const

export type EventKind = keyof typeof words | 'other'

export const eventKinds = [...(Object.keys(words) as (keyof typeof words)[]), 'other'] as const satisfies EventKind[]

const patterns = Object.entries(words).map(
  ([kind, one]) => [kind as EventKind, new RegExp(`(?:^| )(?:${one})(?= |$)`)] as const,
)

/** The kind of an event as far as its title tells: that of the word which stands first. */
export function eventKindOf(title: string): EventKind {
  const plain = plainWords(title)
  const found = patterns
    .map(([kind, pattern]) => ({ kind, at: plain.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
  return found[0]?.kind ?? 'other'
}
