import { Hono } from 'hono'
import { planRound } from '../../../../jobs/plan-round.js'
import { legText, wayText } from '../../../render/round-way.js'
import { cargoOf, renderLabels, renderRoundSheet } from '../../../render/round-sheet.js'
import { fullDate } from '../../../render/dates.js'
import { workingDayFrom } from '../../../domain/index.js'
import { ticked, typed } from '../../public-page.js'
import { type DeskEnv, done } from '../desk.js'
import { changesOnly, note } from '../guards.js'
import { Pager, pageNumber } from '../pager.js'
import { screen } from '../screen.js'
import { whoOrdered } from './orders.js'
import { editionsById, EditionTabs } from './tabs.js'

const home = '/console/tournees'
const perPage = 30

/** Delivery rounds: planned from the orders that wait, printed, and noted stop by stop on a phone. */
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
                  <small>{t('rounds.progress', { stops: round.stops, open: round.open })}</small>
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

  app.get('/:id', async (c) => {
    const desk = c.get('desk')
    const { t, context, texts } = desk
    const round = await context.store.rounds.byId(c.req.param('id'))
    if (!round) return c.notFound()
    const [stops, editions] = await Promise.all([context.store.rounds.stops(round.id), editionsById(desk)])
    const total = cargoOf(
      stops.map((stop) => stop.order),
      editions,
      texts,
    )
    const path = `${home}/${round.id}`
    const way = wayText({ ...round, stops }, texts)
    return screen(c, {
      title: `${round.name}, ${fullDate(round.day, texts)}`,
      place: 'announcements',
      back: { href: home, label: t('rounds.title') },
      children: (
        <>
          <p className="lead">
            {`${t('rounds.load')} : ${total.lines.map((line) => t('rounds.line', line)).join(', ')} – ${t('rounds.boxes', { count: total.boxes })}${total.weight ? ` – ${total.weight}` : ''}`}
          </p>
          {way && <p className="quiet">{way}</p>}
          <p className="ways">
            <a role="button" className="secondary" href={`${path}/feuille.pdf`}>
              {t('rounds.sheet')}
            </a>
            <a role="button" className="secondary" href={`${path}/etiquettes.pdf`}>
              {t('rounds.labels')}
            </a>
          </p>
          <ol className="stops">
            {stops.map(({ order, state, leg }) => {
              const cargo = cargoOf([order], editions, texts)
              const who = whoOrdered(order)
              return (
                <li key={order.id} className={state === 'open' ? undefined : 'noted'} id={order.id}>
                  <p>
                    <strong>{who}</strong>
                    {state !== 'open' && <mark>{t(`rounds.state.${state}`)}</mark>}
                  </p>
                  <p>
                    {[order.address, order.commune].filter(Boolean).join(', ')}
                    {leg && <small>{` – ${legText(leg, texts)}`}</small>}
                  </p>
                  <p>
                    {cargo.lines.map((line) => t('rounds.line', line)).join(', ')}
                    <small>{` – ${t('rounds.boxes', { count: cargo.boxes })}${cargo.weight ? ` – ${cargo.weight}` : ''}`}</small>
                  </p>
                  {order.remark && <p className="quiet">{order.remark}</p>}
                  {state === 'open' && desk.may('editor') && (
                    <form method="post" action={`${path}/arrets/${order.id}`} className="inline">
                      <button type="submit" name="state" value="done" aria-label={t('rounds.doneFor', { who })}>
                        {t('rounds.done')}
                      </button>
                      <button
                        type="submit"
                        name="state"
                        value="absent"
                        className="secondary"
                        aria-label={t('rounds.absentFor', { who })}
                      >
                        {t('rounds.absent')}
                      </button>
                    </form>
                  )}
                </li>
              )
            })}
          </ol>
        </>
      ),
    })
  })

  app.post('/:id/arrets/:order', async (c) => {
    const desk = c.get('desk')
    const { id, order } = c.req.param()
    const state = typed(await c.req.parseBody(), 'state')
    if (state !== 'done' && state !== 'absent') return c.notFound()
    const noted = await desk.context.store.transaction((rows) => rows.rounds.note(id, order, state, desk.staff.name))
    if (noted) await note(desk, 'stop-noted', `order/${order}`, state)
    return done(c, `${home}/${id}`, noted ? (state === 'done' ? 'stopDone' : 'stopAbsent') : 'stopNoted')
  })

  for (const [name, render] of [
    ['feuille', renderRoundSheet],
    ['etiquettes', renderLabels],
  ] as const)
    app.get(`/:id/${name}.pdf`, async (c) => {
      const desk = c.get('desk')
      const { store, office, print } = desk.context
      const round = await store.rounds.byId(c.req.param('id'))
      if (!round) return c.notFound()
      const stops = await store.rounds.stops(round.id)
      const pdf = await print(render(office, { ...round, stops }, await editionsById(desk)))
      return c.body(Buffer.from(pdf), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${name}-${round.day}.pdf"`,
      })
    })

  return app
}
