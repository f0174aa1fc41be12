import assert from 'node:assert/strict'
import { wayAlong, wayByDistance, wayWith } from '../../src/domain/index.js'
import type { Store } from '../../src/store/store.js'
import { orderOf } from './order-books.js'

/** What somebody does to orders and rounds; numbers pick one of what there is. */
export type RoundDeed =
  | { order: number; copies: number }
  | { refuse: number }
  | { complete: number }
  | { plan: true }
  | { note: number; state: 'done' | 'absent' }
  | { takeBack: number }
  | { join: number; round: number }
  | { leave: number }
  | { cancel: number }

interface PlainOrder {
  id: string
  person: number
  copies: number
  state: 'placed' | 'completed' | 'refused'
}
interface PlainStop {
  round: string
  order: PlainOrder
  state: 'open' | 'done' | 'absent'
}

/** A plain ledger beside the store: each deed is done in both, and what came of it, and the stock, must agree. */
export function roundLedger(store: Store, editionId: string, printed: number) {
  const run = editionId.slice(-8)
  const orders: PlainOrder[] = []
  const rounds: string[] = []
  const cancelled = new Set<string>()
  let stops: PlainStop[] = []
  let number = 0
  const openOf = (person: number) => orders.find((one) => one.person === person && one.state === 'placed')
  const copiesIn = (state: PlainOrder['state']) =>
    orders.filter((one) => one.state === state).reduce((sum, one) => sum + one.copies, 0)
  const isTaken = (order: PlainOrder) => stops.some((one) => one.order === order && one.state !== 'absent')
  const waits = (order: PlainOrder) => order.state === 'placed' && !isTaken(order)

  function complete(order: PlainOrder): void {
    order.state = 'completed'
    for (const stop of stops) if (stop.order === order && stop.state === 'open') stop.state = 'done'
  }

  async function place(person: number, copies: number): Promise<void> {
    const key = `${run}-${(number += 1)}`
    const email = `${run}-${person}@x.fr`
    const placed = await store.transaction((rows) => rows.orders.place(orderOf(email, key, [{ editionId, copies }])))
    const open = openOf(person)
    const fits = copies <= printed - copiesIn('completed') - copiesIn('placed') + (open?.copies ?? 0)
    assert.equal(placed.outcome, fits ? (open ? 'changed' : 'placed') : 'refused')
    if (placed.outcome === 'refused') return
    if (open) open.copies = copies
    else orders.push({ id: placed.order.id, person, copies, state: 'placed' })
  }

  async function refuse(order: PlainOrder): Promise<void> {
    const done = await store.transaction((rows) => rows.orders.refuse(order.id, 'non'))
    assert.equal(done, order.state === 'placed')
    if (!done) return
    order.state = 'refused'
    stops = stops.filter((one) => one.order !== order || one.state !== 'open')
  }

  async function plan(): Promise<void> {
    const waiting = orders.filter(waits)
    const round = await store.transaction((rows) =>
      rows.rounds.plan({ name: run, day: '2027-06-03', who: 'Camille', communes: null }, (all) =>
        wayByDistance(
          null,
          all.filter(({ order }) => order.email.startsWith(run)),
          'distance',
        ),
      ),
    )
    assert.equal(round !== null, waiting.length > 0)
    if (round) rounds.push(round)
    if (round) stops.push(...waiting.map((order) => ({ round, order, state: 'open' as const })))
  }

  async function note(stop: PlainStop, state: 'done' | 'absent'): Promise<void> {
    const noted = await store.transaction((rows) => rows.rounds.note(stop.round, stop.order.id, state, 'Camille'))
    assert.equal(noted, stop.state === 'open')
    if (!noted) return
    stop.state = state
    if (state === 'done') complete(stop.order)
  }

  async function takeBack(stop: PlainStop): Promise<void> {
    const { round: roundId, order, state } = stop
    const kept = (await store.rounds.stops(roundId)).find((one) => one.order.id === order.id)
    const noted = {
      roundId,
      orderId: order.id,
      state: state === 'open' ? 'done' : state,
      notedAt: kept?.notedAt ?? null,
    }
    const attempt = () => store.transaction((rows) => rows.rounds.takeNoteBack(noted))
    const expected = {
      open: 'not-noted',
      done: openOf(order.person) ? 'replaced' : 'open',
      absent: waits(order) ? 'open' : 'moved-on',
    }[state]
    assert.equal(await attempt(), expected)
    if (expected === 'open') {
      if (state === 'done') order.state = 'placed'
      stop.state = 'open'
      if (cancelled.has(roundId)) stops = stops.filter((one) => one !== stop)
    } else if (expected === 'replaced') {
      order.state = 'refused'
      stops = stops.filter((one) => one !== stop)
    }
    // Pressed again, it is told that nothing is left to take back, or why not.
    assert.equal(await attempt(), expected === 'moved-on' ? 'moved-on' : 'not-noted')
  }

  async function join(order: PlainOrder, round: string): Promise<void> {
    const there = stops.filter((one) => one.round === round)
    const isOver = cancelled.has(round) || (there.length > 0 && there.every((one) => one.state !== 'open'))
    const joined = await store.transaction((rows) =>
      rows.rounds.join(round, order.id, (all, late) => wayWith(null, all, late, 'distance')),
    )
    assert.equal(joined, isOver ? 'over' : waits(order) ? 'joined' : 'not-waiting')
    if (joined !== 'joined') return
    stops = stops.filter((one) => one.round !== round || one.order !== order)
    stops.push({ round, order, state: 'open' })
  }

  async function leave(stop: PlainStop): Promise<void> {
    const left = await store.transaction((rows) =>
      rows.rounds.leave(stop.round, stop.order.id, (all) => wayAlong(null, all, 'distance')),
    )
    assert.equal(left, stop.state === 'open')
    if (left) stops = stops.filter((one) => one !== stop)
  }

  async function cancel(round: string): Promise<void> {
    const there = stops.filter((one) => one.round === round)
    const open = there.filter((one) => one.state === 'open').length
    const freed = await store.transaction((rows) => rows.rounds.cancel(round))
    assert.equal(freed, cancelled.has(round) || (there.length > 0 && open === 0) ? null : open)
    if (freed === null) return
    cancelled.add(round)
    stops = stops.filter((one) => one.round !== round || one.state !== 'open')
  }

  return {
    async carryOut(deed: RoundDeed): Promise<void> {
      const any = <T>(list: readonly T[], pick: number) => list[pick % Math.max(1, list.length)]
      if ('order' in deed) await place(deed.order, deed.copies)
      else if ('plan' in deed) await plan()
      else if ('refuse' in deed) {
        const order = any(orders, deed.refuse)
        if (order) await refuse(order)
      } else if ('complete' in deed) {
        const order = any(orders, deed.complete)
        if (!order) return
        const wasOpen = order.state === 'placed'
        assert.equal(await store.transaction((rows) => rows.orders.complete(order.id)), wasOpen)
        if (wasOpen) complete(order)
      } else if ('cancel' in deed) {
        const round = any(rounds, deed.cancel)
        if (round) await cancel(round)
      } else if ('join' in deed) {
        const [order, round] = [any(orders, deed.join), any(rounds, deed.round)]
        if (order && round) await join(order, round)
      } else {
        const stop = any(stops, 'note' in deed ? deed.note : 'leave' in deed ? deed.leave : deed.takeBack)
        if (!stop) return
        await ('note' in deed ? note(stop, deed.state) : 'leave' in deed ? leave(stop) : takeBack(stop))
      }
    },

    /** Throws unless every copy lies there, is promised, or was handed over. */
    async check(): Promise<void> {
      const stock = await store.editions.stock(editionId)
      const sum = (pick: (one: (typeof stock)[number]) => number) => stock.reduce((all, one) => all + pick(one), 0)
      assert.equal(sum((one) => one.copies) + copiesIn('completed'), printed)
      assert.equal(
        sum((one) => one.reserved),
        copiesIn('placed'),
      )
      for (const round of rounds)
        assert.deepEqual(
          new Map((await store.rounds.stops(round)).map((one) => [one.order.id, one.state])),
          new Map(stops.filter((one) => one.round === round).map((one) => [one.order.id, one.state])),
        )
    },
  }
}
