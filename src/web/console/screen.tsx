import type { Context } from 'hono'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { typeset } from '../../base/typography.js'
import type { StaffRole } from '../../domain/index.js'
import type { Desk, DeskEnv } from './desk.js'

/** The rooms of the console, as the menu shows them: text "desk.place.<name>". */
const places = [
  { name: 'home', href: '/console' },
  { name: 'issues', href: '/console/numeros' },
  { name: 'sends', href: '/console/envois' },
  { name: 'partners', href: '/console/partenaires' },
  { name: 'segments', href: '/console/segments' },
  { name: 'announcements', href: '/console/annonces' },
  { name: 'numbers', href: '/console/chiffres' },
  { name: 'journal', href: '/console/journal' },
  { name: 'health', href: '/console/sante' },
  { name: 'settings', href: '/console/reglages' },
  { name: 'team', href: '/console/equipe', role: 'administrator' },
] as const satisfies readonly { name: string; href: string; role?: StaffRole }[]

export type Place = (typeof places)[number]['name'] | 'account'

export interface Screen {
  title: string
  place: Place
  /** Style sheets and scripts of /assets that this screen needs besides the console's own. */
  styles?: readonly string[]
  scripts?: readonly string[]
  /** "wide" where two things stand side by side. */
  width?: 'usual' | 'wide'
  /** Before the title: the way back. */
  back?: { href: string; label: string }
  /** Where it is told what was just done: above all, or by the screen itself, with `Done`. */
  saysDone?: 'above' | 'below'
  children: ReactNode
  status?: 200 | 400 | 403 | 404 | 409
}

/** Every sheet and script comes from here, and nothing is written into the page itself: the policy allows no more. */
export function Head({
  title,
  language,
  styles = [],
  scripts = [],
}: { title: string; language: string } & Pick<Screen, 'styles' | 'scripts'>) {
  return (
    <head lang={language}>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      <meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false}' />
      <title>{title}</title>
      {['pico.css', 'semainier.css', 'office.css', 'console.css', ...styles].map((name) => (
        <link key={name} rel="stylesheet" href={`/assets/${name}`} />
      ))}
      {['htmx.js', 'console.js', ...scripts].map((name) => (
        <script key={name} src={`/assets/${name}`} defer />
      ))}
    </head>
  )
}

function Menu({ desk, place }: { desk: Desk; place: Place }) {
  const { t, staff } = desk
  const open = places.filter((one) => !('role' in one) || desk.may(one.role))
  return (
    <nav aria-label={t('desk.menu')}>
      <ul>
        {open.map(({ name, href }) => (
          <li key={name}>
            <a href={href} aria-current={place === name ? 'page' : undefined}>
              {t(`desk.place.${name}`)}
            </a>
          </li>
        ))}
      </ul>
      <ul className="self">
        <li>
          <a href="/console/mon-compte" aria-current={place === 'account' ? 'page' : undefined}>
            {staff.name}
          </a>
        </li>
        <li>
          <form method="post" action="/console/langue">
            <button type="submit" name="langue" value={desk.texts.language === 'fr' ? 'en' : 'fr'} className="plain">
              <span lang={desk.texts.language === 'fr' ? 'en' : 'fr'}>
                {desk.texts.language === 'fr' ? 'English' : 'Français'}
              </span>
            </button>
          </form>
        </li>
        <li>
          <form method="post" action="/console/deconnexion">
            <button type="submit" className="plain">
              {t('desk.signOut')}
            </button>
          </form>
        </li>
      </ul>
    </nav>
  )
}

/** What a change that was just made came to, from the address of the screen that it led to. */
export function Done({ desk, code }: { desk: Desk; code: string | undefined }) {
  if (!code || !/^[a-z][a-zA-Z-]*$/.test(code) || !desk.texts.has(`done.${code}`)) return null
  return (
    <p className="done" role="status">
      {desk.t(`done.${code}`, { email: desk.staff.email })}
    </p>
  )
}

/** A screen of the console: the menu, what was just done, the title, and what it is about. */
export function screen(
  c: Context<DeskEnv>,
  { title, place, width = 'usual', back, saysDone = 'above', children, status = 200, ...head }: Screen,
) {
  const desk = c.get('desk')
  const { office } = desk.context
  // A title may be somebody's own words: its signs stay on the line of their word.
  const heading = typeset(title, desk.texts.language)
  const markup = renderToStaticMarkup(
    <html lang={desk.texts.language}>
      <Head title={`${heading} – ${office.shortName}`} language={desk.texts.language} {...head} />
      <body className={`console ${width}`}>
        <a className="skip" href="#contenu">
          {desk.t('desk.skip')}
        </a>
        <header className="side">
          <p className="office">{office.shortName}</p>
          <details className="small-menu">
            <summary>{desk.t('desk.menu')}</summary>
            <Menu desk={desk} place={place} />
          </details>
          <div className="large-menu">
            <Menu desk={desk} place={place} />
          </div>
        </header>
        <main id="contenu" tabIndex={-1}>
          {back && (
            <p className="back">
              <a href={back.href}>{typeset(`← ${back.label}`, desk.texts.language)}</a>
            </p>
          )}
          <h1>{heading}</h1>
          {saysDone === 'above' && <Done desk={desk} code={c.req.query('fait')} />}
          {children}
        </main>
      </body>
    </html>,
  )
  return c.html(`<!doctype html>${markup}`, status)
}

/** A part of a screen, for htmx to put in its place. */
export const part = (c: Context<DeskEnv>, children: ReactNode) => c.html(renderToStaticMarkup(<>{children}</>))
