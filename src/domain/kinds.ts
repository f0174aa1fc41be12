import { plainWords } from './matching.js'

/** What kinds of organisation there are, with the words that spreadsheets use for them, in the singular. */
const words = {
  hotel: 'hotel, hotellerie, hotel restaurant, hotel de tourisme, logis, auberge hotel',
  campsite: 'campsite, camping, camping caravaning, aire naturelle, camping a la ferme, hotellerie de plein air',
  'furnished-let':
    'furnished let, meuble, meuble de tourisme, gite, gite rural, location, location saisonniere, location de vacances, holiday let, self catering, hebergement locatif, gite de france',
  'guest-house': 'guest house, chambre d hote, chambre hote, maison d hote, bed and breakfast, b b, table d hote',
  restaurant:
    'restaurant, restauration, ferme auberge, auberge, brasserie, bistrot, creperie, pizzeria, cafe restaurant, bar restaurant, traiteur',
  'museum-or-site':
    'museum or site, musee ou site, musee, museum, site, site de visite, site touristique, lieu de visite, patrimoine, patrimoine culturel, monument, chateau, visite',
  activity: 'activity, activite, loisir, loisir sportif, activite de loisir, prestataire d activite, sport et loisir',
  'farm-or-vineyard':
    'farm or vineyard, ferme ou vignoble, ferme, producteur, agriculteur, exploitation agricole, domaine viticole, vigneron, viticulteur, vignoble, cave, producteur local, degustation, farm, vineyard',
  shop: 'shop, commerce, boutique, commercant, artisan, artisanat, magasin, commerce et service',
  association: 'association, asso, comite des fete, foyer rural',
  'town-hall': 'town hall, mairie, commune, municipalite',
  institution: 'institution, institutionnel, collectivite, service public, intercommunalite, administration',
} as const

/** A kind of organisation. */
export type OrganisationKind = keyof typeof words

export const organisationKinds = Object.keys(words) as OrganisationKind[]

const kindByWords = new Map(
  organisationKinds.flatMap((kind) => words[kind].split(', ').map((one) => [one, kind] as const)),
)

/** The kind that a spreadsheet names ("Chambres d'hôtes", "MEUBLÉ"), or null for words of its own. */
export function kindOf(written: string): OrganisationKind | null {
  const singular = plainWords(written)
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word))
    .join(' ')
  return kindByWords.get(singular) ?? kindByWords.get(plainWords(written)) ?? null
}
