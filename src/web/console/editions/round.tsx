import { Hono } from 'hono'
import { joinRound, leaveRound } from '../../../../jobs/change-round.js'
import { cargoOf, renderLabels, renderRoundSheet } from '../../../render/round-sheet.js'
import { wayText } from '../../../render/round-way.js'
import { fullDate } from '../../../render/dates.js'
import { typed } from '../../public-page.js'
import { type DeskEnv, done } from '../desk.js'
import { note } from '../guards.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { CancelRound, LateOrders, StopInRound } from './round-parts.js'
import { editionsById } from './tabs.js'

export const home = '/console/tournees'

/** Back to the stop that was touched, where it is told what came of it: on a phone nobody scrolls to the top. */
const atStop = (round: string, order: string) => `${home}/${round}?arret=${order}`

/** One round: printed, and noted stop by stop on a phone. */
export function roundScreen(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/:id', async (c) => {
    const desk = c.get('desk')
    const { t, context, texts } = desk
    const round = await context.store.rounds.byId(c.req.param('id'))
    if (!round) return c.notFound()
    const [stops, editions] = await Promise.all([context.store.rounds.stops(round.id), editionsById(desk)])
    const open = stops.filter((stop) => stop.state === 'open').length
    const isOver = round.cancelledAt !== null || (stops.length > 0 && open === 0)
    const waiting = isOver || !desk.may('editor') ? [] : await context.store.rounds.waiting()
    const total = cargoOf(
      stops.map((stop) => stop.order),
      editions,
      texts,
    )
    const path = `${home}/${round.id}`
    const way = wayText({ ...round, stops }, texts)
    const touched = stops.find(({ order }) => order.id === c.req.query('arret'))?.order.id
    return screen(c, {
      title: `${round.name}, ${fullDate(round.day, texts)}`,
      place: 'announcements',
      back: { href: home, label: t('rounds.title') },
      saysDone: touched ? 'below' : 'above',
      children: (
        <>
          <p className="lead">
            {stops.length === 0
              ? t('rounds.noStops')
              : `${t('rounds.load')} : ${total.lines.map((line) => t('rounds.line', line)).join(', ')} – ${t('rounds.boxes', { count: total.boxes })}${total.weight ? ` – ${total.weight}` : ''}`}
          </p>
          {round.cancelledAt && (
            <p>
              <mark>{t('rounds.cancelled')}</mark>{' '}
              {t('rounds.cancelledAt', { at: whenStored(desk, round.cancelledAt) })}
            </p>
          )}
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
            {stops.map((stop) => (
              <StopInRound
                key={stop.order.id}
                desk={desk}
                path={path}
                stop={stop}
                editions={editions}
                said={stop.order.id === touched ? c.req.query('fait') : undefined}
              />
            ))}
          </ol>
          {waiting.length > 0 && (
            <LateOrders
              desk={desk}
              path={path}
              waiting={waiting}
              editions={editions}
              near={stops.map(({ order }) => order.commune ?? '')}
            />
          )}
          {!isOver && desk.may('editor') && (
            <CancelRound desk={desk} path={path} open={open} noted={stops.length - open} />
          )}
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
    return done(c, atStop(id, order), noted ? (state === 'done' ? 'stopDone' : 'stopAbsent') : 'stopNoted', order)
  })

  app.post('/:id/arrets/:order/reprendre', async (c) => {
    const desk = c.get('desk')
    const { id: roundId, order: orderId } = c.req.param()
    const form = await c.req.parseBody()
    const state = typed(form, 'state')
    if (state !== 'done' && state !== 'absent') return c.notFound()
    const notedAt = typed(form, 'noted', 40) || null
    const back = await desk.context.store.transaction((rows) =>
      rows.rounds.takeNoteBack({ roundId, orderId, state, notedAt }),
    )
    if (back === 'open' || back === 'replaced' || back === 'erased')
      await note(desk, 'stop-taken-back', `order/${orderId}`, state)
    const waits = back === 'open' && (await desk.context.store.rounds.byId(roundId))?.cancelledAt
    const told = waits ? 'waits' : back === 'open' ? `open-${state}` : back
    return done(c, atStop(roundId, orderId), `stop-${told}`, orderId)
  })

  app.post('/:id/arrets', async (c) => {
    const desk = c.get('desk')
    const round = await desk.context.store.rounds.byId(c.req.param('id'))
    if (!round) return c.notFound()
    const order = typed(await c.req.parseBody(), 'commande')
    const joined = await joinRound(desk.context, round.id, order)
    if (joined !== 'joined') return done(c, `${home}/${round.id}`, `round-${joined}`)
    await note(desk, 'stop-joined', `order/${order}`, round.name)
    return done(c, atStop(round.id, order), 'round-joined', order)
  })

  app.post('/:id/arrets/:order/retirer', async (c) => {
    const desk = c.get('desk')
    const round = await desk.context.store.rounds.byId(c.req.param('id'))
    if (!round) return c.notFound()
    const order = c.req.param('order')
    const left = await leaveRound(desk.context, round.id, order)
    if (!left) return done(c, atStop(round.id, order), 'stopNoted', order)
    await note(desk, 'stop-left', `order/${order}`, round.name)
    return done(c, `${home}/${round.id}`, 'round-left')
  })

  app.post('/:id/annuler', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const round = await store.rounds.byId(c.req.param('id'))
    if (!round) return c.notFound()
    const freed = await store.transaction((rows) => rows.rounds.cancel(round.id))
    if (freed !== null) await note(desk, 'round-cancelled', `round/${round.id}`, round.name)
    return done(c, `${home}/${round.id}`, freed === null ? 'round-cancelled-before' : 'round-cancelled')
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
