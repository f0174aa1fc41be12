import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { seededRandom } from '../../support/random.js'

const headings = [
  'Structure',
  'Catégorie',
  'Adresse',
  'Code postal',
  'Commune',
  'Latitude',
  'Longitude',
  'SIRET',
  'Téléphone',
  'Site internet',
  'Labels',
  'Langues parlées',
  'Contact',
  'Fonction',
  'Courriel',
  'Langue',
]
export const columnCount = headings.length

const kinds = ['hôtel', 'camping', 'meublé', 'chambres d’hôtes', 'restaurant', 'musée', 'commerce', 'ferme']
const names = [
  'Gîte de la Palombière',
  'Hôtel du Midi',
  'Camping des Trois Chênes',
  'SARL Le Moulin',
  'Domaine d’Embidoure',
]
const communes = ['Auch', 'Pavie', 'Jégun', 'Preignan', 'Castéra-Verduzan', 'Montaut-les-Créneaux', 'St-Lary']
const people = ['Inès Lartigue', 'Bastien Dupouy', 'Hélène Sarrade', '']

/** Fourteen digits that add up. */
function siretOf(number: number): string {
  const digits = `8${String(number).padStart(12, '0')}`
  const sum = [...digits].reduce((total, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** Writes a list of `lines` partners as a French spreadsheet does; one line in a thousand has no address, one in fifty a quote. */
export async function writeList(path: string, lines: number): Promise<void> {
  const random = seededRandom(lines)
  const out = createWriteStream(path)
  out.write(`\ufeff${headings.join(';')}\r\n`)
  for (let number = 1; number <= lines; number++) {
    const name = `${random.pick(names)} ${number}`
    const cells = [
      number % 50 === 0 ? `"${name} ""l’ancien""\r\net le neuf"` : name,
      random.pick(kinds),
      `${random.between(1, 99)} chemin du Moulin`,
      '32000',
      random.pick(communes),
      (43.5 + random.next() / 5).toFixed(5).replace('.', ','),
      (0.4 + random.next() / 5).toFixed(5).replace('.', ','),
      number % 2 === 0 ? siretOf(number) : '',
      `5620${String(number % 100_000).padStart(5, '0')}`,
      `https://partenaire-${number}.example.org/`,
      random.pick(['Accueil Vélo, Qualité Tourisme', 'Tourisme & Handicap', '']),
      random.pick(['français, anglais', 'français', '']),
      random.pick(people),
      'accueil',
      number % 1000 === 0 ? '' : `partenaire${number}@partenaires.example.org`,
      random.pick(['fr', 'en']),
    ]
    if (!out.write(`${cells.join(';')}\r\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
