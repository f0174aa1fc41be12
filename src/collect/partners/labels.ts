import { plainWords } from '../../domain/index.js'

/** The quality labels that offices meet most, as their owners write them; others stay as the list has them. */
const known = new Map(
  [
    'Accueil Vélo',
    'Bienvenue à la ferme',
    'Bistrot de Pays',
    'Clef Verte',
    'Clévacances',
    'Destination d’excellence',
    'Famille Plus',
    'Gîtes de France',
    'Logis Hôtels',
    'Maître restaurateur',
    'Monument historique',
    'Musée de France',
    'Qualité Tourisme',
    'Tourisme & Handicap',
    'Vignobles & Découvertes',
    'Écolabel européen',
  ].map((label) => [plainWords(label), label]),
)

/** The labels of a cell, between commas, semicolons, bars or line ends, each once and spelt as its owner does. */
export function labelsIn(cell: string): string[] {
  const written = cell.split(/[;,|\n]/).map((one) => one.replace(/["\s]+/g, ' ').trim())
  return [...new Set(written.filter((one) => /[\p{L}\d]/u.test(one)).map((one) => known.get(plainWords(one)) ?? one))]
}
