import type { Article } from '../domain/article.js'
import type { FoundPicture, NewsPost } from '../domain/news.js'
import { parsed } from './reading/document.js'
import { leadImage } from './reading/image.js'
import { loosen, separator, tidy } from './reading/text.js'

/** What is no sentence of the post: code, captions, lists, what a theme or a plug-in adds. */
const noText = [
  'script, style, noscript, template, iframe, object, embed, form, nav, button, svg, video, audio, img',
  'figure, figcaption, .wp-caption, table, ul, ol, dl, h1, h2, h3, h4, h5, h6, pre, [hidden]',
  '.sharedaddy, .jp-relatedposts, .wp-block-button, .wp-block-file, .wp-block-embed, .screen-reader-text',
].join(', ')

/** What WordPress adds to each item of its feed. */
const addedLast = /est apparu en premier sur|appeared first on/i

/** Long enough to want to read on, short enough for ten of them in a mail; in characters. */
const longest = 300

/** A post as the monthly news offer it: its title, its first sentences, its picture. */
export function postOf(article: Article): NewsPost {
  const { feed, guid, url, title, categories, publishedAt } = article
  return {
    feed,
    guid,
    url,
    title,
    text: firstSentences(article.html),
    categories,
    publishedAt,
    picture: pictureOf(article),
  }
}

function pictureOf({ image, html }: Article): FoundPicture | null {
  if (image) return image
  const found = leadImage(html)
  return found && { url: found.url, alt: found.alt, credit: found.credit }
}

/** The first sentences of a post as plain text, cut after one of them where they are long. */
export function firstSentences(html: string): string {
  const $ = parsed(html)
  $(noText).remove()
  const plain = (text: string) => tidy(text).replaceAll(separator, ' ').replace(/\s+/g, ' ').trim()
  const paragraphs = $('p')
    .toArray()
    .map((one) => plain($(one).text()))
    .filter((text) => text !== '' && !addedLast.test(text))
  return cut(paragraphs.length > 0 ? paragraphs.join(' ') : plain($.root().text()))
}

function cut(text: string): string {
  if (text.length <= longest) return text
  const start = text.slice(0, longest)
  const sentence = [...start.matchAll(/[.!?…](?=\s)/g)].at(-1)
  if (sentence && sentence.index > longest / 3) return start.slice(0, sentence.index + 1)
  const word = start.lastIndexOf(' ')
  return `${start.slice(0, word > 0 ? word : longest - 1).replace(/[\s,;:–-]+$/, '')}…`
}

/** Which posts of a feed are offered. */
export interface PostChoice {
  categories: readonly string[]
  except: readonly string[]
}

/** Whether a post stands in one of the wanted categories and in none of the others; case and accents do not matter. */
export function isOffered({ categories }: Pick<Article, 'categories'>, choice: PostChoice): boolean {
  const own = new Set(categories.map(loosen))
  const inOne = (names: readonly string[]) => names.some((name) => own.has(loosen(name)))
  return (choice.categories.length === 0 || inOne(choice.categories)) && !inOne(choice.except)
}
