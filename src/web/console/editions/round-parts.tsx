import type { Edition, Order } from '../../../domain/index.js'
import { cargoOf } from '../../../render/round-sheet.js'
import { legText } from '../../../render/round-way.js'
import type { RoundStop } from '../../../store/editions/rounds.js'
import type { Desk } from '../desk.js'
import { Done } from '../screen.js'
import { whenStored } from '../when.js'
import { linesOf, whoOrdered } from './orders.js'

interface StopProps {
  desk: Desk
  /** Of the round. */
  path: string
  stop: RoundStop
  editions: ReadonlyMap<string, Edition>
  /** What was just done to it. */
  said: string | undefined
}

/** A stop as it is noted on a phone, and what was noted taken back. */
export function StopInRound({ desk, path, stop: { order, state, leg, notedAt, notedBy }, editions, said }: StopProps) {
  const { t, texts } = desk
  const cargo = cargoOf([order], editions, texts)
  const who = whoOrdered(order)
  // What is only heard needs no typography, of a hundred stops.
  return (
    <li className={state === 'open' ? undefined : 'noted'} id={order.id}>
      <p>
        <strong>{who}</strong>
        {state !== 'open' && <mark>{t(`rounds.state.${state}`)}</mark>}
        {notedAt && <small>{` ${t('rounds.noted', { at: whenStored(desk, notedAt), who: notedBy ?? '' })}`}</small>}
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
      <Done desk={desk} code={said} />
      {state === 'open' && desk.may('editor') && (
        <form method="post" action={`${path}/arrets/${order.id}`} className="inline">
          <button type="submit" name="state" value="done" aria-label={texts.t('rounds.doneFor', { who })}>
            {t('rounds.done')}
          </button>
          <button
            type="submit"
            name="state"
            value="absent"
            className="secondary"
            aria-label={texts.t('rounds.absentFor', { who })}
          >
            {t('rounds.absent')}
          </button>
        </form>
      )}
      {state === 'open' && desk.may('editor') && (
        <details>
          <summary>{t('rounds.notThisTime')}</summary>
          <form method="post" action={`${path}/arrets/${order.id}/retirer`}>
            <p>{t('rounds.leaveHelp')}</p>
            <button type="submit" className="secondary" aria-label={texts.t('rounds.leaveFor', { who })}>
              {t('rounds.leave')}
            </button>
          </form>
        </details>
      )}
      {state !== 'open' && desk.may('editor') && (
        <form method="post" action={`${path}/arrets/${order.id}/reprendre`} className="inline">
          <input type="hidden" name="noted" value={notedAt ?? ''} />
          <button
            type="submit"
            name="state"
            value={state}
            className="secondary outline"
            aria-label={texts.t('rounds.takeBackFor', { who, state: t(`rounds.state.${state}`) })}
          >
            {t('rounds.takeBack')}
          </button>
        </form>
      )}
    </li>
  )
}

interface LateProps {
  desk: Desk
  path: string
  waiting: readonly Order[]
  editions: ReadonlyMap<string, Edition>
  /** Communes of the round: their orders are offered first. */
  near: readonly string[]
}

/** The orders that wait, for a round that is not over yet. */
export function LateOrders({ desk: { t }, path, waiting, editions, near }: LateProps) {
  const communes = [...Map.groupBy(waiting, (order) => order.commune ?? '')]
  const sorted = communes.toSorted(([a], [b]) => Number(near.includes(b)) - Number(near.includes(a)))
  return (
    <section aria-labelledby="late">
      <h2 id="late">{t('rounds.late', { count: waiting.length })}</h2>
      <form method="post" action={`${path}/arrets`} className="narrow">
        <label>
          {t('rounds.lateOrder')}
          <select name="commande" required>
            {sorted.map(([commune, orders]) => (
              <optgroup key={commune} label={commune || t('rounds.noCommune')}>
                {orders.map((order) => (
                  <option key={order.id} value={order.id}>
                    {`${whoOrdered(order)} – ${linesOf(order, editions)}`}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <p className="quiet">{t('rounds.lateHelp')}</p>
        <button type="submit" className="secondary">
          {t('rounds.join')}
        </button>
      </form>
    </section>
  )
}

interface CancelProps {
  desk: Desk
  path: string
  open: number
  noted: number
}

/** What cancelling a round does is said before the one button that does it. */
export function CancelRound({ desk: { t }, path, open, noted }: CancelProps) {
  return (
    <details>
      <summary>{t('rounds.cancel')}</summary>
      <form method="post" action={`${path}/annuler`}>
        <p>{t('rounds.cancelFrees', { count: open })}</p>
        {noted > 0 && <p>{t('rounds.cancelKeeps', { count: noted })}</p>}
        <button type="submit" className="secondary danger">
          {t('rounds.cancelNow')}
        </button>
      </form>
    </details>
  )
}
