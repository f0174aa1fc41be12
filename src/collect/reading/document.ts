import { load, type CheerioAPI } from 'cheerio'
import { lowerBadges } from './badges.js'
import { lowerKickers } from './kickers.js'
import { levelHours } from './stacked-hours.js'
import { isTag, type AnyNode, type ChildNode, type Element } from 'domhandler'

/** What never belongs to the programme: code, forms, captions, share buttons, files to download, related posts. */
const foreign = [
  'script, style, noscript, template, iframe, object, embed, form, nav, button, svg, video, audio, head, title',
  'figcaption, .wp-caption-text, .wp-element-caption, .screen-reader-text, [hidden]',
  '.sharedaddy, .jp-relatedposts, .addtoany_share_save_container, .addtoany_content, .yarpp-related',
  '.wp-block-file, .wp-block-embed, .wp-block-social-links',
  '.wp-block-latest-posts, .wp-block-search, .mailpoet_form, .mc4wp-form, .tnp, .ez-toc-container, #ez-toc-container',
].join(', ')

/** A button is the site's, unless it sells or books the event above it. */
const booking = /r[ée]serv|billet|inscri|places?\b/i

/**
 * The post's markup as a tree. Never throws: the parser accepts any text. htmlparser2 rather than parse5, which spends
 * more than a minute on 50,000 nested elements; wrapped, because 80,000 elements at the root cost cheerio 25 s.
 */
export const parsed = (html: string): CheerioAPI =>
  load(`<div>${html}</div>`, { xml: { xmlMode: false, decodeEntities: true } })

/** The body of the post, without what is foreign to the programme. */
export function programmeOf(html: string): ChildNode[] {
  const $ = parsed(html)
  $(foreign).remove()
  for (const button of $('.wp-block-button').toArray()) if (!booking.test($(button).text())) $(button).remove()
  levelHours($)
  lowerBadges($)
  lowerKickers($)
  return $.root().contents().toArray()
}

export type Step = { kind: 'enter' | 'leave'; element: Element } | { kind: 'text'; text: string }

/**
 * Walks nodes in the order of the text, without recursion: a hostile nesting costs time, not the stack.
 * `skip`, called while at the entry of an element, leaves its content out.
 */
export function* walk(nodes: AnyNode[], control: { skip: boolean }): Generator<Step> {
  const pending: Array<AnyNode | { leave: Element }> = [...nodes].reverse()
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ('leave' in next) {
      yield { kind: 'leave', element: next.leave }
    } else if (next.type === 'text') {
      yield { kind: 'text', text: next.data }
    } else if (isTag(next)) {
      control.skip = false
      yield { kind: 'enter', element: next }
      pending.push({ leave: next })
      if (!control.skip)
        for (let at = next.children.length - 1; at >= 0; at--) pending.push(next.children[at] as AnyNode)
    }
  }
}
