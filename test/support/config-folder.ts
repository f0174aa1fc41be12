import { mkdir, writeFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import { seriesTitle } from './weekly-article.js'

/** A month and day as far from today as can be: a season in which nothing leaves by itself during a test. */
function farDay(): string {
  return Temporal.Now.plainDateISO().add({ days: 180 }).toString().slice(5).replace('02-29', '02-28')
}

/** Writes an office's settings folder, whose publication "agenda" leaves only when it is asked to; with monthly news if wished. */
export async function writeConfigFolder(
  folder: string,
  feed: { rss: string },
  sending: object = {},
  { news = false } = {},
): Promise<string> {
  const office = {
    name: 'Office de tourisme',
    shortName: 'Office',
    website: 'https://tourisme.example.org/',
    email: 'accueil@tourisme.example.org',
    postalAddress: '3 place de la République, 32000 Auch',
    intercommunality: '200066926',
    sender: { name: 'Camille Lartigue', address: 'camille@tourisme.example.org' },
    staff: [{ name: 'Camille Lartigue', address: 'camille@tourisme.example.org' }],
    sending,
  }
  const agenda = {
    title: 'L’agenda de la semaine',
    feed: 'blog',
    article: { title: seriesTitle },
    season: { from: farDay(), to: farDay() },
    attach: [],
  }
  const nouvelles = {
    kind: 'monthly-news',
    title: 'Les nouvelles du mois',
    posts: [{ feed: 'blog', categories: ['Actualités'] }],
  }
  const files = {
    'office.yaml': office,
    'feeds.yaml': { feeds: { blog: { format: 'wordpress', allowPrivate: true, ...feed } } },
    'publications.yaml': { publications: { agenda, ...(news && { nouvelles }) } },
  }
  await mkdir(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeFile(`${folder}/${name}`, stringify(content))
  return folder
}
