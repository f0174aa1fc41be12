const headings = {
  organisation:
    'structure, nom de la structure, etablissement, nom de l etablissement, nom etablissement, raison sociale, enseigne, nom commercial, denomination, societe, entreprise, organisme, partenaire, organisation, organization, company, business, business name',
  kind: 'typologie etablissement, typologie, type de structure, type d etablissement, categorie, type, activite, famille, category, kind',
  commune: 'commune, ville, localite, town, city, municipality',
  fullName: 'contact, nom du contact, personne a contacter, interlocuteur, responsable, contact name, contact person',
  firstName: 'prenom, first name, firstname, given name',
  lastName: 'nom de famille, last name, lastname, surname',
  /** The person's where there is a first name beside it, else the organisation's. */
  name: 'nom, name, libelle',
  email:
    'e mail, email, mail, courriel, adresse electronique, adresse mail, adresse email, adresse e mail, email address, e mail address, mel',
  language: 'langue, language, langue du contact',
  role: 'fonction, role, poste, qualite, position, job title',
} as const

export type Field = keyof typeof headings
export const fields = Object.keys(headings) as Field[]

/** The columns of each field, in the order in which they are looked at: a heading may come several times. */
export type Columns = Record<Field, number[]>

/** Finds the columns by their headings, in French or English, whatever the case, the accents and the punctuation. */
export function columnsOf(cells: string[]): Columns {
  const written = cells.map(plainHeading)
  const entries = fields.map((field) => {
    const words = headings[field].split(', ')
    const found = words.flatMap((word) => written.flatMap((heading, index) => (heading === word ? [index] : [])))
    return [field, found] as const
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
