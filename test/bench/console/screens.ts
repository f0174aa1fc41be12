import type { OpenWork } from './open-work.js'
import type { Seeded } from './seed.js'

/** A screen and the addresses under which people ask for it, by turns. */
export interface BenchScreen {
  name: string
  paths: readonly string[]
  /** Open to administrators alone. */
  restricted?: boolean
  /** Shown to those who are not signed in. */
  open?: boolean
}

const pages = (path: string, mark = '?') => [1, 2, 3, 7, 12].map((page) => `${path}${mark}page=${page}`)

/** Every screen that somebody may open, searches and lists with different words and pages. */
export function screensOf({
  issue,
  campaign,
  organisation,
  contact,
  address,
  periods,
  open,
}: Seeded & { open: OpenWork }): BenchScreen[] {
  const desk = '/console'
  const search = (words: readonly string[]) => words.map((one) => `${desk}/partenaires?q=${encodeURIComponent(one)}`)
  const one = (name: string, path = name): BenchScreen => ({ name, paths: [path] })
  return [
    one(desk),
    { name: `${desk}/numeros`, paths: pages(`${desk}/numeros`) },
    one(`${desk}/numeros/ID`, `${desk}/numeros/${issue}`),
    one(`${desk}/numeros/SEMAINE À CORRIGER`, `${desk}/numeros/${open.week}`),
    one(`${desk}/numeros/MOIS À CORRIGER`, `${desk}/numeros/${open.month}`),
    one(`${desk}/envois`),
    one(`${desk}/envois/ID`, `${desk}/envois/${campaign}`),
    {
      name: `${desk}/envois/ID?mots=…`,
      paths: [address.slice(0, 12), 'maison4', 'personne 12', '@maison99', 'introuvable'].map(
        (words) => `${desk}/envois/${campaign}?mots=${encodeURIComponent(words)}`,
      ),
    },
    {
      name: `${desk}/envois/ID/remises/N`,
      paths: [1, 42, 98, 500, 999].map((number) => `${desk}/envois/${campaign}/remises/${number}`),
    },
    one(`${desk}/partenaires`),
    {
      name: `${desk}/partenaires?q=…`,
      paths: search(['maison 4321', 'commune 12', 'mai', 'personne 77', 'partenaire4999', 'introuvable', 'on 12 ne 3']),
    },
    {
      name: `${desk}/partenaires?seulement=…`,
      paths: ['bounced', 'opposed', 'without-contact'].map((only) => `${desk}/partenaires?seulement=${only}`),
    },
    {
      name: `${desk}/partenaires?categorie=…`,
      paths: ['hotel', 'museum', 'shop'].map(
        (kind, index) => `${desk}/partenaires?categorie=${kind}&commune=Commune+${index}`,
      ),
    },
    one(`${desk}/partenaires/ID`, `${desk}/partenaires/${organisation}`),
    one(`${desk}/partenaires/contacts/ID`, `${desk}/partenaires/contacts/${contact}`),
    {
      name: `${desk}/partenaires/carte`,
      paths: ['', '?categorie=hotel', '?categorie=museum'].map((query) => `${desk}/partenaires/carte${query}`),
    },
    one(`${desk}/segments`),
    one(`${desk}/annonces`),
    one(`${desk}/editions`),
    one(`${desk}/editions/ID`, `${desk}/editions/${open.edition}`),
    // Readers write none.
    { ...one(`${desk}/annonces/nouvelle`, `${desk}/annonces/nouvelle?edition=${open.edition}`), restricted: true },
    one(`${desk}/commandes`),
    one(`${desk}/commandes/ID`, `${desk}/commandes/${open.order}`),
    one(`${desk}/tournees`),
    one(`${desk}/tournees/ID`, `${desk}/tournees/${open.round}`),
    {
      name: `${desk}/chiffres`,
      paths: ['', '?periode=3m', '?periode=2026'].map((query) => `${desk}/chiffres${query}`),
    },
    { name: `${desk}/journal`, paths: pages(`${desk}/journal`) },
    one(`${desk}/sante`),
    one(`${desk}/reglages`),
    { ...one(`${desk}/equipe`), restricted: true },
    one(`${desk}/mon-compte`),
    { ...one(`${desk}/connexion`), open: true },
    { name: '/numeros', paths: pages('/numeros') },
    { name: '/numeros/agenda/SEMAINE/', paths: periods.map((period) => `/numeros/agenda/${period}/`) },
    one('/numeros/flux.xml'),
    one('/ecran'),
    one('/inscription'),
    one('/editions/ID/', `/editions/${open.edition}/`),
    one('/commande/ouverte/ID', `/commande/ouverte/${open.edition}`),
  ]
}
