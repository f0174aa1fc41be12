import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

export interface PageProps {
  language: string
  title: string
  office: string
  /** "wide" for tables and previews, "narrow" for a question. */
  width?: 'narrow' | 'wide'
  /** The same page in another language, named in that language. */
  otherLanguage?: { href: string; language: string; label: string }
  /** Whether search engines may show it. */
  index?: boolean
  children: ReactNode
}

/** One page of the house as HTML text: Pico's style, the office's colour, no script. */
export function page({ language, title, office, width = 'narrow', otherLanguage, index, children }: PageProps): string {
  const markup = renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {!index && <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${office}`}</title>
        <link rel="stylesheet" href="/assets/pico.css" />
        <link rel="stylesheet" href="/assets/semainier.css" />
        <link rel="stylesheet" href="/assets/office.css" />
      </head>
      <body className={width}>
        <header>
          <p className="office">{office}</p>
          {otherLanguage && (
            <p className="language">
              <a href={otherLanguage.href} lang={otherLanguage.language} hrefLang={otherLanguage.language}>
                {otherLanguage.label}
              </a>
            </p>
          )}
        </header>
        <main>{children}</main>
      </body>
    </html>,
  )
  return `<!doctype html>${markup}`
}
