import { Hono } from 'hono'
import type { ReactNode } from 'react'
import { typeset } from '../../base/typography.js'
import { fullDate } from '../../render/dates.js'
import type { DeskEnv } from './desk.js'
import { type Attention, attentionOf } from './attention.js'
import { calendarMonth, MonthCalendar } from './calendar.js'
import { nextDeparture } from './departures.js'
import { stateName } from './issue/words.js'
import { RiskCards } from './risks.js'
import { part, screen } from './screen.js'
import { whenWords } from './when.js'

/** How many of the last sends are shown. */
const mostSends = 5

/** The first screen: what leaves next, what needs a decision, what went wrong, what was sent, each with its way there. */
export function homeScreen(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const { store, publications } = context
    const [attention, sent, shown, departures] = await Promise.all([
      attentionOf(desk),
      store.campaigns.page({ notices: false, limit: mostSends }),
      calendarMonth(desk, c.req.query('mois')),
      Promise.all(Object.keys(publications).map((name) => nextDeparture(context, name))),
    ])
    const coming = departures
      .filter((one) => one !== null)
      .toSorted((a, b) => Temporal.Instant.compare(a.plan.sendAt, b.plan.sendAt))
    const lately = sent.campaigns
    return screen(c, {
      title: t('home.title', { name: desk.staff.name.split(' ')[0] ?? '' }),
      place: 'home',
      children: (
        <>
          <p className="lead">{t('calendar.today', { date: fullDate(shown.today.toString(), desk.texts) })}</p>
          <RiskCards desk={desk} />
          <Cards title={t('home.decide')} empty={t('home.nothingToDecide')} items={attention} />
          <section aria-labelledby="next">
            <h2 id="next">{t('home.next')}</h2>
            {coming.length === 0 && <p>{t('home.nothingComing')}</p>}
            <ul className="cards">
              {coming.map(({ plan, issue }) => {
                const title = publications[plan.publication]?.title ?? plan.publication
                const name = issue ? stateName(issue) : 'none'
                const alone = publications[plan.publication]?.send.unapproved ? 'alone' : 'asked'
                const key = name === 'composed' ? alone : name
                const at = whenWords(desk, plan.sendAt)
                return (
                  <li key={plan.publication}>
                    <p>
                      <strong>{t(`home.departure.${key}`, { title, at })}</strong>
                    </p>
                    {!issue && <p>{t('home.prepared', { at: whenWords(desk, plan.composeAt) })}</p>}
                    {issue && <a href={`/console/numeros/${issue.id}`}>{t('home.look')}</a>}
                  </li>
                )
              })}
            </ul>
          </section>
          <section aria-labelledby="sent">
            <h2 id="sent">{t('home.sent')}</h2>
            {lately.length === 0 && <p>{t('home.nothingSent')}</p>}
            <ul className="rows">
              {lately.map((one) => (
                <li key={one.id}>
                  <a href={`/console/envois/${one.id}`}>{typeset(one.subject, desk.texts.language)}</a>
                  <small>{whenWords(desk, Temporal.Instant.from(one.created_at))}</small>
                </li>
              ))}
            </ul>
          </section>
          <MonthCalendar desk={desk} shown={shown} />
        </>
      ),
    })
  })
  app.get('/risques', (c) => part(c, <RiskCards desk={c.get('desk')} />))
  return app
}

function Cards({ title, empty, items }: { title: string; empty: ReactNode; items: Attention[] }) {
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{title}</h2>
      {items.length === 0 && <p className="quiet">{empty}</p>}
      <ul className="cards">
        {items.map(({ key, sentence, href, action, grave }) => (
          <li key={key} className={grave ? 'grave' : 'warning'}>
            <p>{sentence}</p>
            <a href={href} role="button" className={grave ? undefined : 'secondary'}>
              {action}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
