import { Hono } from 'hono'
import { planRound } from '../../../../jobs/plan-round.js'
import { fullDate } from '../../../render/dates.js'
import { workingDayFrom } from '../../../domain/index.js'
import { ticked, typed } from '../../public-page.js'
import { type DeskEnv, done } from '../desk.js'
import { changesOnly, note } from '../guards.js'
import { Pager, pageNumber } from '../pager.js'
import { screen } from '../screen.js'
import { home, roundScreen } from './round.js'
import { EditionTabs } from './tabs.js'

const perPage = 30

/** Delivery rounds: planned from the orders that wait. */
export function roundScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.use(changesOnly('editor'))

  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, context, texts } = desk
    const page = pageNumber(c)
    const [rounds, waiting] = await Promise.all([
      context.store.rounds.list({ limit: perPage + 1, offset: (page - 1) * perPage }),
      context.store.rounds.waiting(),
    ])
    const communes = Map.groupBy(waiting, (order) => order.commune ?? '')
    const today = context.clock.now().toZonedDateTimeISO(context.office.timeZone).toPlainDate()
    const nextDay = workingDayFrom(today.add({ days: 1 }), context.office.workingDays)
    return screen(c, {
      title: t('rounds.title'),
      place: 'announcements',
      children: (
        <>
          <EditionTabs desk={desk} here="rounds" />
          <section aria-labelledby="waiting">
            <h2 id="waiting">{t('rounds.waiting', { count: waiting.length })}</h2>
            {waiting.length === 0 && <p className="quiet">{t('rounds.waitingHelp')}</p>}
            {waiting.length > 0 && desk.may('editor') && (
              <form method="post" action={home} className="narrow">
                <fieldset>
                  <legend>{t('rounds.communes')}</legend>
                  {[...communes].map(([commune, orders]) => (
                    <label key={commune}>
                      <input type="checkbox" name="commune" value={commune} defaultChecked />
                      {t('rounds.commune', { commune: commune || t('rounds.noCommune'), count: orders.length })}
                    </label>
                  ))}
                </fieldset>
                <label>
                  {t('rounds.name')}
                  <input name="name" required maxLength={100} defaultValue={t('rounds.usualName')} />
                </label>
                <label>
                  {t('rounds.day')}
                  <input type="date" name="day" required defaultValue={nextDay.toString()} />
                </label>
                <button type="submit">{t('rounds.plan')}</button>
              </form>
            )}
          </section>
          <section aria-labelledby="planned">
            <h2 id="planned">{t('rounds.planned')}</h2>
            {rounds.length === 0 && <p className="quiet">{t('rounds.none')}</p>}
            <ul className="rows">
              {rounds.slice(0, perPage).map((round) => (
                <li key={round.id}>
                  <a href={`${home}/${round.id}`}>{`${round.name}, ${fullDate(round.day, texts)}`}</a>
                  <small>
                    {[
                      round.cancelledAt && t('rounds.cancelled'),
                      round.stops === 0 ? t('rounds.noStops') : t('rounds.progress', round),
                    ]
                      .filter(Boolean)
                      .join(' – ')}
                  </small>
                </li>
              ))}
            </ul>
            <Pager desk={desk} page={page} more={rounds.length > perPage} path={home} />
          </section>
        </>
      ),
    })
  })

  app.post('/', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const form = await c.req.parseBody({ all: true })
    const [name, day] = [typed(form, 'name', 100), typed(form, 'day', 10)]
    const among = (await store.rounds.waiting()).map((order) => order.commune ?? '')
    const communes = ticked(form, 'commune', [...new Set(among)])
    if (!name || !/^\d{4}-\d{2}-\d{2}$/.test(day) || communes.length === 0) return done(c, home, 'roundIncomplete')
    const id = await planRound(desk.context, { name, day, who: desk.staff.name, communes })
    if (!id) return done(c, home, 'roundEmpty')
    await note(desk, 'round-planned', `round/${id}`, name)
    return done(c, `${home}/${id}`, 'roundPlanned')
  })

  app.route('/', roundScreen())
  return app
}
