import { renderToStaticMarkup } from 'react-dom/server'
import type { Edition, EditionPage } from '../domain/index.js'
import type { Reader } from './public-page.js'

export interface LeafingProps {
  reader: Reader
  office: string
  edition: Edition
  pages: readonly EditionPage[]
  /** Changes with the PDF: pictures of pages may be kept by browsers for ever. */
  version: string
  /** Where copies are ordered; null when there are none. */
  order: string | null
}

const anchor = (number: number) => `#p${number}`

/**
 * An edition to be leafed through. Without a script the pages are a strip that snaps, with links from page to page;
 * leaf.js adds the keys. Double pages on a wide screen, as the printed edition has them; single ones elsewhere.
 */
export function leafingPage({ reader, office, edition, pages, version, order }: LeafingProps): string {
  const { t, language } = reader
  const count = pages.length
  // A PDF of double pages is shown as it is.
  const isWide = pages.filter((page) => page.width > page.height).length > count / 2
  const title = `${edition.title} – ${office}`
  const words = pages.filter((page) => page.words !== '')
  const markup = renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {['pico.css', 'semainier.css', 'office.css', 'leaf.css'].map((name) => (
          <link key={name} rel="stylesheet" href={`/assets/${name}`} />
        ))}
        <script src="/assets/leaf.js" defer />
      </head>
      <body className="leaf">
        <header>
          <h1>
            <a href={`./${reader.choice}`}>{`← ${edition.title}`}</a>
          </h1>
          <nav aria-label={t('leafing.doors')}>
            <a href="#toutes">{t('leafing.all')}</a>
            <a href="edition.pdf">PDF</a>
            {order && <a href={order}>{t('leafing.order')}</a>}
          </nav>
        </header>
        <main>
          <div
            className={isWide ? 'strip single' : 'strip'}
            tabIndex={0}
            role="region"
            aria-label={t('leafing.strip', { title: edition.title })}
          >
            {pages.map((page) => (
              <Page key={page.number} {...{ reader, page, count, version }} />
            ))}
          </div>
          <section id="toutes" aria-labelledby="all">
            <h2 id="all">{t('leafing.all')}</h2>
            <ol className="thumbs">
              {pages.map((page) => (
                <Thumbnail key={page.number} {...{ reader, page, count, version }} />
              ))}
            </ol>
            {words.length > 0 && (
              <details>
                <summary>{t('leafing.words')}</summary>
                {words.map((page) => (
                  <section key={page.number} aria-label={t('leafing.page', { number: page.number, count })}>
                    <h3>{t('leafing.page', { number: page.number, count })}</h3>
                    <p className="words">{page.words}</p>
                  </section>
                ))}
              </details>
            )}
          </section>
        </main>
      </body>
    </html>,
  )
  return `<!doctype html>${markup}`
}

interface PageProps {
  reader: Reader
  page: EditionPage
  count: number
  version: string
}

function Page({ reader: { t }, page, count, version }: PageProps) {
  const { number } = page
  const picture = `page-${number}.webp?v=${version}`
  const name = t('leafing.page', { number, count })
  return (
    <figure id={`p${number}`}>
      {page.isDrawn ? (
        <a href={picture} aria-label={t('leafing.larger', { number, count })}>
          <img
            src={picture}
            alt={name}
            width={page.width}
            height={page.height}
            loading={number > 3 ? 'lazy' : undefined}
            decoding="async"
          />
        </a>
      ) : (
        <p className="missing">
          {t('leafing.missing', { number })} <a href={`edition.pdf#page=${number}`}>{t('edition.pdfElsewhere')}</a>
        </p>
      )}
      <figcaption>
        <Step to={number > 1 ? number - 1 : null} label={t('leafing.previous')} sign="←" />
        <span>{name}</span>
        <Step to={number < count ? number + 1 : null} label={t('leafing.next')} sign="→" />
      </figcaption>
    </figure>
  )
}

/** A page in small, among all of them. */
function Thumbnail({ reader: { t }, page: { number, isDrawn, width, height }, count, version }: PageProps) {
  return (
    <li className={width > height ? 'wide' : undefined}>
      <a href={anchor(number)} aria-label={t('leafing.page', { number, count })}>
        {isDrawn ? (
          <img src={`vignette-${number}.webp?v=${version}`} alt="" width={width} height={height} loading="lazy" />
        ) : (
          <span className="sheet" />
        )}
        {number}
      </a>
    </li>
  )
}

function Step({ to, label, sign }: { to: number | null; label: string; sign: string }) {
  return to === null ? (
    <span className="step" />
  ) : (
    <a className="step" href={anchor(to)} aria-label={label}>
      {sign}
    </a>
  )
}
