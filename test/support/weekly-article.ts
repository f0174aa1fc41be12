import { type Article, datesOf, type Week } from '../../src/domain/index.js'
import { seededRandom } from './random.js'

const kinds = ['Concert', 'Visite guidée', 'Marché', 'Atelier', 'Balade contée', 'Projection', 'Dégustation', 'Veillée']
const themes = [
  'des moulins',
  'de la guinguette',
  'du lavoir',
  'des vieilles pierres',
  'du floc',
  'des étoiles',
  'du blé',
]
const communes = ['Auch', 'Pavie', 'Jégun', 'Preignan', 'Castéra-Verduzan', 'Montaut-les-Créneaux', 'Puycasquier']

const told = (date: string, options: Intl.DateTimeFormatOptions) =>
  Temporal.PlainDate.from(date).toLocaleString('fr', options)

/** "Du 29 juin au 5 juillet 2026", with each year where they differ. */
export function toldWeek({ from, to }: Week): string {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  const begin = told(from, {
    day: 'numeric',
    ...(first.month === last.month ? {} : { month: 'long' }),
    ...(first.year === last.year ? {} : { year: 'numeric' }),
  })
  return `Du ${begin} au ${told(to, { day: 'numeric', month: 'long', year: 'numeric' })}`
}

/** The words with which the title of each weekly article begins. */
export const seriesTitle = 'Que faire à Auch cette semaine'

/** The invented programme of a week as an office's blog writes it: two events a day by default. */
export function weeklyHtml(week: Week, perDay = 2): string {
  const random = seededRandom(Number(week.from.replaceAll('-', '')))
  const days = datesOf(week).map((date) => {
    const heading = told(date, { weekday: 'long', day: 'numeric', month: 'long' })
    const items = Array.from({ length: perDay }, (_, index) => {
      const title = `${random.pick(kinds)} ${random.pick(themes)} n° ${random.between(100, 999)}`
      return `<li>À ${10 + (index % 12)}h${index % 2 ? '30' : ''}, ${title}, place de la Halle, à ${random.pick(communes)}. ${random.pick(['Gratuit', '5 €'])}.</li>`
    })
    return `<h3>${heading.charAt(0).toUpperCase()}${heading.slice(1)}</h3>\n<ul>\n${items.join('\n')}\n</ul>`
  })
  return `<p>Voici de quoi remplir la semaine.</p>\n<h2>Au programme</h2>\n${days.join('\n')}`
}

/** The article of a week in a series, published at an instant. */
export function weeklyArticle(week: Week, publishedAt: Temporal.Instant, series = seriesTitle): Article {
  const url = `https://tourisme.example.org/${encodeURIComponent(series)}/${week.from}/`
  return {
    feed: 'blog',
    guid: url,
    url,
    title: `${series} ? ${toldWeek(week)}`,
    html: weeklyHtml(week),
    categories: ['Agenda'],
    publishedAt: publishedAt.toString(),
    modifiedAt: null,
    image: null,
  }
}
