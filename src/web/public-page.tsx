import type { Context, MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import { bodyLimit } from 'hono/body-limit'
import type { ReactNode } from 'react'
import type { JobContext } from '../../jobs/steps/context.js'
import { loadTexts, type TextLanguage, type TextValues } from '../base/texts.js'
import { page } from './layout.js'
import { words } from './words.js'

const languages = { fr: 'Français', en: 'English' } as const satisfies Record<TextLanguage, string>

/** Whoever reads a public page, and how to speak to them. */
export interface Reader {
  language: TextLanguage
  /** A text in the reader's language, with its typography. */
  t(key: string, values?: TextValues): string
  /** "?lang=en" where the reader chose a language by the address, for the page's own links and forms; else empty. */
  choice: string
}

/** The language of a page: chosen by the address, the contact's own, the browser's, or the office's, in this order. */
export function readerOf(c: Context, office: { language: string }, own: string | null = null): Reader {
  const asked = c.req.query('lang')
  const chosen = asked === 'fr' || asked === 'en' ? asked : null
  const browser = () => accepts(c, { header: 'Accept-Language', supports: ['fr', 'en'], default: office.language })
  const texts = loadTexts(chosen ?? own ?? browser())
  return {
    language: texts.language,
    t: (key, values) => words(texts, key, values),
    choice: chosen ? `?lang=${chosen}` : '',
  }
}

/** A page for the public: in the reader's language, with a link to the same page in the other one. */
export function publicPage(
  { office }: JobContext,
  reader: Reader,
  title: string,
  children: ReactNode,
  { index = false }: { index?: boolean } = {},
): string {
  const other: TextLanguage = reader.language === 'fr' ? 'en' : 'fr'
  return page({
    language: reader.language,
    title,
    index,
    office: office.name,
    otherLanguage: { href: `?lang=${other}`, language: other, label: languages[other] },
    children: (
      <>
        <h1>{title}</h1>
        {children}
      </>
    ),
  })
}

/** The page that says what came of what its reader did, and what else there is to say or do. */
export function outcomePage(context: JobContext, reader: Reader, title: string, outcome: string, more?: ReactNode) {
  return publicPage(
    context,
    reader,
    title,
    <>
      <p className="lead" role="status">
        {outcome}
      </p>
      {more}
    </>,
  )
}

/** The answer to a link whose token belongs to nobody. */
export function unknownLink(context: JobContext, reader: Reader): string {
  const { t } = reader
  const sentence = t('leave.unknown', { email: context.office.email })
  return publicPage(context, reader, t('leave.unknownTitle'), <p>{sentence}</p>)
}

/** Refuses a body longer than `maxSize` bytes; what is only looked at has none, and is spared the looking. */
export function limited(maxSize: number): MiddlewareHandler {
  const limit = bodyLimit({ maxSize })
  return (c, next) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : limit(c, next))
}

/** No form of ours for the public is longer. */
export const smallForms = limited(16_384)

/** What was typed into a field, on one line and no longer than `most` characters; empty when nothing was. */
export function typed(form: Record<string, unknown>, field: string, most = 200): string {
  const value = form[field]
  return typeof value === 'string'
    ? value
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .slice(0, most)
    : ''
}

/** What was ticked under a name, of what stood there. */
export function ticked(form: Record<string, unknown>, field: string, among: readonly string[]): string[] {
  const values = new Set<unknown>([form[field]].flat())
  return among.filter((one) => values.has(one))
}

/** A field that people do not see and machines fill in: whoever has filled it in is no person. */
export function Trap({ t }: Pick<Reader, 't'>) {
  return (
    <div className="trap" aria-hidden="true">
      <label>
        {t('signUp.trap')}
        <input type="text" name="website" tabIndex={-1} autoComplete="off" />
      </label>
    </div>
  )
}
