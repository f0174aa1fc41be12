import type { TestContext } from 'node:test'
import sharp from 'sharp'
import { startWebServer } from './web-server.js'

/** A post of the blog; what is not said is as usual. */
export interface BlogPost {
  id: number
  title: string
  /** ISO instant. */
  at: string
  html?: string
  category?: string
  /** null for a post without one. */
  picture?: { alt: string; caption: string } | null
}

export interface NewsBlog {
  url: string
  /** Its REST address. */
  rest: string
  posts: BlogPost[]
  /** Addresses that were asked for, pictures included. */
  asked: string[]
  /** Whether it answers at all. */
  up: boolean
}

const subjects = [
  'Le moulin de Larroque rouvre ses portes',
  'Un sentier de douze kilomètres entre Barran et Lavardens',
  'Trois maisons d’hôtes ouvrent à Pavie',
  'La billetterie du festival est ouverte',
  'Une navette gratuite vers la base de loisirs',
  'Huit établissements de plus labellisés Accueil Vélo',
  'Les producteurs de Jégun ont un site commun',
  'Un jeu de piste dans la tour de guet',
  'Le musée prête ses mallettes aux écoles',
  'Le portail de la taxe de séjour a changé',
]

const told =
  '<p>Dès le premier samedi de juillet, le public est accueilli du mardi au dimanche. La visite dure une heure, goûter compris.</p>' +
  '<p>Des dépliants sont à prendre à l’accueil de l’office. Un tarif de groupe existe à partir de dix personnes.</p>'

/** Forty posts, two for each three days back from the end of June 2026: three in four of them news. */
export function fortyPosts(): BlogPost[] {
  const newest = Temporal.Instant.from('2026-06-29T08:00:00Z')
  return Array.from({ length: 40 }, (_, index) => ({
    id: 1000 + index,
    title: `${subjects[index % 10]}${index < 10 ? '' : ` (${Math.floor(index / 10) + 1})`}`,
    at: newest.subtract({ hours: 18 * index }).toString(),
    category: index % 4 === 3 ? 'Agenda' : 'Actualités',
    picture: index % 3 === 2 ? null : { alt: 'Des collines au soleil', caption: index === 4 ? '' : '© Office' },
  }))
}

/** A WordPress with a REST API of pages, and a photo for each post. */
export async function openNewsBlog(t: TestContext, posts = fortyPosts()): Promise<NewsBlog> {
  const ground = { width: 480, height: 300, channels: 3, background: '#d9b26a' } as const
  const photo = await sharp({ create: ground }).jpeg().toBuffer()
  const blog: NewsBlog = { url: '', rest: '', posts, asked: [], up: true }
  blog.url = await startWebServer(t, {
    '/wp-json/wp/v2/posts': (request, response) => {
      blog.asked.push(request.url ?? '')
      if (!blog.up) return void response.writeHead(503).end()
      const query = new URL(request.url ?? '', 'http://blog').searchParams
      const [size, page] = [Number(query.get('per_page') ?? 10), Number(query.get('page') ?? 1)]
      const since = blog.posts
        .filter(({ at }) => at > (query.get('after') ?? ''))
        .toSorted((a, b) => b.at.localeCompare(a.at))
      const shown = since.slice((page - 1) * size, page * size)
      if (page > 1 && shown.length === 0)
        return void response.writeHead(400).end('{"code":"rest_post_invalid_page_number","message":"trop loin"}')
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(shown.map((post) => asWordPress(blog.url, post))))
    },
    '/photo.jpg': (request, response) => {
      blog.asked.push(request.url ?? '')
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo)
    },
    '/article': (_request, response) => void response.end('un article'),
  })
  blog.rest = `${blog.url}/wp-json/wp/v2/posts`
  return blog
}

function asWordPress(url: string, { id, title, at, html = told, category = 'Actualités', picture }: BlogPost) {
  const media = picture && {
    source_url: `${url}/photo.jpg?${id}`,
    alt_text: picture.alt,
    caption: { rendered: picture.caption },
  }
  return {
    id,
    guid: { rendered: `${url}/?p=${id}` },
    link: `${url}/article?${id}`,
    title: { rendered: title },
    content: { rendered: html },
    date_gmt: at.slice(0, 19),
    modified_gmt: at.slice(0, 19),
    _embedded: {
      'wp:term': [[{ taxonomy: 'category', name: category }]],
      'wp:featuredmedia': media ? [media] : [],
    },
  }
}
