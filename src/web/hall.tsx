import { Hono } from 'hono'
import { renderToStaticMarkup } from 'react-dom/server'
import type { JobContext } from '../../jobs/steps/context.js'
import type { Answers } from './answers.js'
import type { EventView } from '../render/event-view.js'
import { viewIssue } from '../render/issue-view.js'
import { weekName, weekOf } from '../domain/index.js'

/** As many events as are read at a distance in the time that a page stands. */
const perPage = 4

/**
 * A page for a screen in a reception hall: today's events in large type, turning by itself (hall.js), with a button to
 * stop it (WCAG 2.2.2). Without scripts everything stands below each other.
 */
export function hallScreen(context: JobContext, answers: Answers): Hono {
  const { office, store, publications, texts } = context
  const app = new Hono()
  app.get('/', answers.rememberPublic, async (c) => {
    const today = context.clock.now().toZonedDateTimeISO(office.timeZone).toPlainDate()
    const date = today.toString()
    const period = weekName(weekOf(date))
    const events: EventView[] = []
    let day = ''
    let from: string | null = null
    for (const publication of Object.keys(publications)) {
      const issue = await store.issues.byPeriod(publication, period)
      if (issue?.state !== 'sent' || issue.content?.kind !== 'weekly-agenda') continue
      const view = viewIssue(issue.content, office)
      const found = view.days.find((one) => one.date === date)
      day = found?.heading ?? day
      from ??= `${context.publicUrl}/numeros/${publication}/${period}/`
      events.push(...(found?.events.filter((one) => one.status !== 'cancelled') ?? []), ...view.ongoing)
    }
    const pages = Array.from({ length: Math.ceil(events.length / perPage) }, (_, index) =>
      events.slice(index * perPage, (index + 1) * perPage),
    )
    const title = day || texts.t('publicSite.today')
    const markup = renderToStaticMarkup(
      <html lang={office.language}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} – ${office.name}`}</title>
          <link rel="stylesheet" href="/assets/office.css" />
          <link rel="stylesheet" href="/assets/hall.css" />
          <script src="/assets/hall.js" defer />
        </head>
        <body>
          <header>
            <p>{office.name}</p>
            <h1>{title}</h1>
          </header>
          <main>
            {pages.length === 0 && <p className="nothing">{texts.t('publicSite.nothingToday')}</p>}
            {pages.map((page, index) => (
              <ul className="page" key={index}>
                {page.map((event, place) => (
                  <li key={place} className={event.status}>
                    <p className="hour">{event.hour ?? ''}</p>
                    <div>
                      <h2 dir="auto">{event.title}</h2>
                      <p dir="auto">{[event.statusText, event.commune, ...event.facts].filter(Boolean).join(' · ')}</p>
                    </div>
                  </li>
                ))}
              </ul>
            ))}
          </main>
          <footer>
            <button type="button" hidden data-stop={texts.t('publicSite.stop')} data-go={texts.t('publicSite.go')} />
            {from && <p>{from.replace(/^https?:\/\//, '')}</p>}
          </footer>
        </body>
      </html>,
    )
    return c.html(`<!doctype html>${markup}`, 200, { 'Cache-Control': 'public, max-age=120' })
  })
  return app
}
