import { listFields, type ListField } from '../../domain/settings/partners.js'

const headings: Record<ListField, string> = {
  organisation:
    'structure, nom de la structure, etablissement, nom de l etablissement, nom etablissement, raison sociale, enseigne, nom commercial, denomination, societe, entreprise, organisme, partenaire, organisation, organization, company, business, business name',
  kind: 'typologie etablissement, typologie, type de structure, type d etablissement, categorie, type, activite, famille, category, kind',
  address: 'adresse, adresse postale, rue, voie, numero et voie, complement d adresse, street, address, postal address',
  postcode: 'code postal, cp, postcode, postal code, zip, zip code',
  commune: 'commune, ville, localite, town, city, municipality',
  position: 'coordonnees, coordonnees gps, gps, position, geo point, geo point d, latitude longitude, lat lon',
  latitude: 'latitude, lat',
  longitude: 'longitude, lon, lng, long',
  siret: 'siret, numero siret, n siret, no siret, siret number',
  phone:
    'telephone, tel, numero de telephone, telephone fixe, fixe, portable, mobile, tel portable, phone, phone number',
  website: 'site internet, site web, site, url, web, website, web site',
  labels: 'labels, label, labels et marques, marques, quality labels',
  languages: 'langues, langues parlees, langues d accueil, languages, languages spoken, spoken languages',
  staff: 'referent, referente, suivi par, conseiller, conseillere, referring staff, account manager',
  poster: 'affichage, affiche, affichage de l agenda, point d affichage, poster, poster display',
  fullName: 'contact, nom du contact, personne a contacter, interlocuteur, responsable, contact name, contact person',
  firstName: 'prenom, first name, firstname, given name',
  lastName: 'nom de famille, last name, lastname, surname',
  /** The person's where there is a first name beside it, else the organisation's. */
  name: 'nom, name, libelle',
  email:
    'e mail, email, mail, courriel, adresse electronique, adresse mail, adresse email, adresse e mail, email address, e mail address, mel',
  language: 'langue, language, langue du contact',
  role: 'fonction, role, poste, qualite, position du contact, job title',
  publications: 'abonnements, subscriptions',
}

export type Field = ListField

/** Which field a heading stands for where its own words do not say: the office's settings, or its answer to a question. */
export type ColumnMap = Readonly<Record<string, Field | 'ignored'>>

/** The columns of each field, in the order in which they are looked at: a heading may come several times. */
export type Columns = Record<Field, number[]>

/** Finds the columns by their headings, in French or English, whatever the case, the accents and the punctuation. */
export function columnsOf(cells: readonly string[], told: ColumnMap = {}): Columns {
  const toldField = new Map(Object.entries(told).map(([heading, field]) => [plainHeading(heading), field]))
  const written = cells.map(plainHeading)
  const entries = listFields.map((field) => {
    const own = written.flatMap((heading, index) => (toldField.get(heading) === field ? [index] : []))
    const words = headings[field].split(', ')
    const found = words.flatMap((word) =>
      written.flatMap((heading, index) => (heading === word && !toldField.has(heading) ? [index] : [])),
    )
    return [field, [...own, ...found]] as const
  })
  return Object.fromEntries(entries) as Columns
}

/** "E-Mail (1)" and "e_mail 2" as "e mail": numbers and remarks in brackets tell repeated columns apart. */
function plainHeading(heading: string): string {
  return heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^a-z]+/g, ' ')
    .trim()
}
