import { type NewsDate, type NewsDateKind, newsDateKinds, type NewsEntry } from '../../../domain/index.js'
import { typed } from '../../public-page.js'

type Form = Record<string, unknown>

/** Which field cannot be taken as it is: a text "newsDesk.fault.<name>". */
export type NewsFault = 'title' | 'text' | 'url' | 'date' | 'until' | 'picture'

/** What was typed into a field of several lines; blank ones end a paragraph. */
export function typedLines(form: Form, field: string, most = 4000): string {
  const value = form[field]
  return typeof value === 'string'
    ? value
        .replace(/\r\n?/g, '\n')
        .replace(/[^\S\n]+/g, ' ')
        .replace(/[^\P{Cc}\n]/gu, '')
        .replace(/ *\n[\n ]*/g, '\n')
        .trim()
        .slice(0, most)
    : ''
}

const isUrl = (text: string) => /^https?:\/\/[^\s]+\.[^\s]+$/i.test(text)
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/**
 * A piece of news of what a form says; its picture is `picture`, described and credited as the form does. A title alone
 * is no news, unless it may be `bare`.
 */
export function readEntry(
  form: Form,
  picture: string | null,
  { bare = false }: { bare?: boolean } = {},
): { entry: NewsEntry } | { fault: NewsFault } {
  const title = typed(form, 'title', 300)
  if (!title) return { fault: 'title' }
  const url = typed(form, 'url', 1000)
  if (url && !isUrl(url)) return { fault: 'url' }
  const text = typedLines(form, 'text')
  if (!text && !bare) return { fault: 'text' }
  return {
    entry: {
      title,
      text: text || null,
      url: url || null,
      picture: picture === null ? null : { url: picture, ...readCaption(form) },
    },
  }
}

export const readCaption = (form: Form) => ({
  alt: typed(form, 'alt', 300) || null,
  credit: typed(form, 'credit', 200) || null,
})

/** A date of what a form says. */
export function readDate(form: Form, id: string): { date: NewsDate } | { fault: NewsFault } {
  const title = typed(form, 'title', 300)
  const [date, until, url] = [typed(form, 'date'), typed(form, 'until'), typed(form, 'url', 1000)]
  const kind = typed(form, 'kind') as NewsDateKind
  if (!title) return { fault: 'title' }
  if (!isDate(date)) return { fault: 'date' }
  if (until && (!isDate(until) || until < date)) return { fault: 'until' }
  if (url && !isUrl(url)) return { fault: 'url' }
  return {
    date: {
      id,
      kind: newsDateKinds.includes(kind) ? kind : 'remember',
      title,
      date,
      until: until && until !== date ? until : null,
      hours: typed(form, 'hours', 100) || null,
      place: typed(form, 'place', 200) || null,
      text: typedLines(form, 'text') || null,
      url: url || null,
    },
  }
}
