import { fold } from './text.js'
import { readsAsDays } from './dates.js'
import { readsAsHours } from './times.js'

/** What a column tells. */
export type Role = 'day' | 'hour' | 'what' | 'place' | 'price' | 'booking'

const headerWords: Array<[Role, RegExp]> = [
  ['hour', /^(?:heures?|horaires?|h|creneaux?|a quelle heure.*)$/],
  ['day', /^(?:jours?|dates?|quand.*|jour et heure|date et heure|date\/heure)$/],
  ['price', /^(?:tarif|prix)/],
  ['booking', /reserv|inscri|contact|infos?\b|renseign|tel/],
  ['price', /tarif|prix|entree|combien|cout/],
  ['place', /^ou\b|lieu|commune|ville|village|endroit|adresse|localisation/],
  [
    'what',
    /quoi|manifestation|evenement|animation|activite|programme|titre|spectacle|intitule|rendez-vous|description|details?|sortie|public/,
  ],
]

/** The roles of the columns by their headings; `days` when the headings are days themselves; null when they are none. */
export function rolesOfHeader(names: string[]): Role[] | 'days' | null {
  const clean = names.map((name) =>
    fold(name)
      .replace(/[^a-z0-9/' -]/g, '')
      .trim(),
  )
  if (clean.filter(readsAsDays).length >= 2) return 'days'
  const found = clean.map(
    (name) => headerWords.find(([, words]) => name !== '' && name.length < 40 && words.test(name))?.[0],
  )
  const known = found.filter((role) => role !== undefined)
  if (known.length < 2 || known.length < clean.length - 1) return null
  return found.map((role) => role ?? 'what')
}

/** The roles of the columns by what most of their cells hold. */
export function rolesOfContent(rows: string[][]): Role[] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, column) =>
    rows.map((row) => fold(row[column] ?? '')).filter((cell) => /[a-z0-9]/.test(cell)),
  )
  const most = (cells: string[], test: (cell: string) => boolean) =>
    cells.length > 0 && cells.filter(test).length * 2 > cells.length
  const roles = columns.map((cells): Role | null => {
    if (most(cells, readsAsDays)) return 'day'
    if (most(cells, readsAsHours)) return 'hour'
    if (
      most(cells, (cell) =>
        /^(?:tarifs? :? ?)?(?:\d+([.,]\d+)? ?(?:€|euros?)|gratuite?|(?:entree|participation) libre)/.test(cell),
      )
    ) {
      return 'price'
    }
    return null
  })
  const wordy = columns.map((cells, column) => (roles[column] ? 0 : cells.join('').length / Math.max(1, cells.length)))
  const what = wordy.indexOf(Math.max(...wordy))
  const rest = roles.filter((role) => role === null).length
  return roles.map((role, column) => role ?? (column === what || rest === 1 ? 'what' : 'place'))
}
