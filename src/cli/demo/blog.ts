import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { programRoot } from '../../base/paths.js'

export const demoData = join(programRoot, 'src/cli/demo/data')

interface Post {
  id: number
  title: string
  /** ISO instant. */
  date: string
  category: string
  html: string
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const photo =
  '<figure><img src="{{site}}/wp-content/uploads/collines.jpg" alt="Des collines de Gascogne au soleil couchant"><figcaption>© Office de tourisme</figcaption></figure>'

/** What the monthly news of July are made of. */
const news: Omit<Post, 'category'>[] = [
  {
    id: 505,
    title: 'Le moulin de Larroque rouvre ses portes',
    date: '2026-06-29T10:00:00Z',
    html: `${photo}<p>Après deux ans de travaux, le moulin accueille de nouveau les visiteurs, du mardi au dimanche. La visite dure une heure, avec la mouture du matin et un pain de pays à goûter.</p><p>Des dépliants sont à prendre à l’office.</p>`,
  },
  {
    id: 499,
    title: 'Un sentier de douze kilomètres entre Barran et Lavardens',
    date: '2026-06-22T10:00:00Z',
    html: '<p>Balisé au printemps, il passe par trois villages et deux points d’eau. La fiche est en ligne, en français et en anglais.</p>',
  },
  {
    id: 495,
    title: 'Une navette gratuite vers la base de loisirs',
    date: '2026-06-17T10:00:00Z',
    html: '<p>Tous les jours de juillet et d’août, toutes les heures, au départ de la gare. Affichez les horaires à l’accueil.</p>',
  },
]

async function readPosts(site: string): Promise<Post[]> {
  const read = async (name: string) => (await readFile(join(demoData, name), 'utf8')).replaceAll('{{site}}', site)
  return [
    {
      id: 512,
      title: 'Recette : la croustade aux pommes de nos grands-mères',
      date: '2026-07-03T15:10:00Z',
      category: 'Recettes',
      html: '<p>Une pâte fine, des pommes, un trait d’armagnac.</p>',
    },
    {
      id: 514,
      title: 'Que faire à Auch cette semaine ? Du 13 au 19 juillet 2026',
      date: '2026-07-03T15:40:00Z',
      category: 'Agenda',
      html: await read('week-after.html'),
    },
    {
      id: 507,
      title: 'Que faire à Auch cette semaine ? Du 6 au 12 juillet 2026',
      date: '2026-07-03T09:30:00Z',
      category: 'Agenda',
      html: await read('week.html'),
    },
    ...news.map(({ html, ...post }) => ({ ...post, category: 'Actualités', html: html.replaceAll('{{site}}', site) })),
    {
      id: 498,
      title: 'Que faire à Auch quand il pleut ?',
      date: '2026-06-29T08:00:00Z',
      category: 'Idées',
      html: '<p>Musées, librairies, salons de thé : nos refuges préférés.</p>',
    },
    {
      id: 491,
      title: 'Que faire à Auch cette semaine ? Du 29 juin au 5 juillet 2026',
      date: '2026-06-26T09:30:00Z',
      category: 'Agenda',
      html: await read('week-before.html'),
    },
  ]
}

function rss(site: string, posts: Post[]): string {
  const items = posts.map(
    (post) => `<item><title>${escapeXml(post.title)}</title><link>${site}/?p=${post.id}</link>
<guid isPermaLink="false">${site}/?p=${post.id}</guid><pubDate>${new Date(post.date).toUTCString()}</pubDate>
<category><![CDATA[${post.category}]]></category><description><![CDATA[]]></description>
<content:encoded><![CDATA[${post.html}]]></content:encoded></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog de l’office</title>
<link>${site}</link><description>Idées et agenda</description>${items.join('\n')}</channel></rss>`
}

function rest(site: string, posts: Post[]) {
  return posts.map((post) => ({
    id: post.id,
    date_gmt: post.date.replace('Z', ''),
    modified_gmt: post.date.replace('Z', ''),
    guid: { rendered: `${site}/?p=${post.id}` },
    link: `${site}/?p=${post.id}`,
    title: { rendered: post.title },
    content: { rendered: post.html },
    _embedded: { 'wp:term': [[{ taxonomy: 'category', name: post.category }]] },
  }))
}

/** The demo's WordPress: RSS, REST, the photo, a ticket office; everything that the bundled article links to but one page. */
export function demoBlog(site: () => string): Hono {
  const app = new Hono()
  app.get('/', async (c) => {
    const post = (await readPosts(site())).find((one) => String(one.id) === c.req.query('p'))
    return post
      ? c.html(
          `<!doctype html><html lang="fr"><title>${escapeXml(post.title)}</title><h1>${escapeXml(post.title)}</h1>${post.html}`,
        )
      : c.notFound()
  })
  app.get('/feed/', async (c) =>
    c.body(rss(site(), await readPosts(site())), 200, { 'Content-Type': 'application/rss+xml; charset=UTF-8' }),
  )
  app.get('/wp-json/wp/v2/posts', async (c) => c.json(rest(site(), await readPosts(site()))))
  app.get('/wp-content/uploads/collines.jpg', async (c) =>
    c.body(await readFile(join(demoData, 'collines.jpg')), 200, { 'Content-Type': 'image/jpeg' }),
  )
  // The ticket office sells "swing" only: the link to "canoe" is the dead one that the checks find.
  app.get('/billetterie/swing', (c) =>
    c.html('<!doctype html><html lang="fr"><title>Billetterie</title><h1>Swing au lavoir</h1>'),
  )
  return app
}
