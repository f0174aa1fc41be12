import type { ArticleImage } from '../../domain/agenda.js'
import { parsed } from './document.js'
import { tidy } from './text.js'

const credit = /(?:©|\(c\)|crédits?(?:\s+photos?)?\s*:?|photos?\s*:|photographie\s*:|photo de\s)\s*([^©]{2,120})$/iu

/** The image that stands before the first list, table or third paragraph, with what its caption says of its author. */
export function leadImage(html: string): ArticleImage | null {
  const $ = parsed(html)
  const image = $('img').first()
  if (image.length === 0 || image.hasClass('wp-smiley') || image.hasClass('emoji')) return null
  const before = image.closest('figure, .wp-caption, p, div').prevAll('ul, ol, table, dl, h2, h3, h4').length
  if (before > 0 || image.closest('ul, ol, table, .sharedaddy, .jp-relatedposts').length > 0) return null
  const written = [image.attr('src'), image.attr('data-src'), image.attr('data-lazy-src')]
  const url = written.find((address) => /^https?:\/\//i.test(address ?? ''))
  const size = Number(image.attr('width') ?? 100)
  if (!url || size < 20) return null
  const caption = tidy(image.closest('figure, .wp-caption').find('figcaption, .wp-caption-text').first().text()).trim()
  return {
    url,
    alt: tidy(image.attr('alt') ?? '').trim() || null,
    credit:
      credit
        .exec(caption)?.[1]
        ?.trim()
        .replace(/[.)\s]+$/, '') || null,
  }
}
