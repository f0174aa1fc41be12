import { Hono } from 'hono'
import { organisationKinds, UnusableSegment } from '../../../domain/index.js'
import { unusableSentence } from '../../../report/segment-faults.js'
import type { Placed } from '../../../store/organisations/places.js'
import type { Desk, DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { type Drawing, drawingOf } from './map-drawing.js'
import { home, kindWord, recentChoices } from './words.js'

/** More points than these say nothing more, and weigh a page down: the list beside them goes on. */
const pointsDrawn = 2000
const linesListed = 500

/** Colours and shapes tell kinds apart, also in grey; the sheet gives them their colours in the light and the dark. */
const shapes = ['circle', 'square', 'diamond', 'triangle'] as const
const colours = 3

/** Who is where, drawn here from what the directory knows: no tile comes from anywhere. */
export function mapScreen(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.get('/carte', async (c) => {
    const desk = c.get('desk')
    const { t, texts, context } = desk
    const kind = (c.req.query('categorie') ?? '').slice(0, 200)
    const segments = await context.store.segments.list()
    const segment = segments.find((one) => one.id === c.req.query('segment'))
    const wanted = { ...(kind && { kind }), ...(segment && { rule: segment.rule }) }
    const [{ kinds }, found] = await Promise.all([
      recentChoices(context.store),
      context.store.organisations.places(wanted).catch((error: unknown) => {
        if (error instanceof UnusableSegment) return { placed: [], unplaced: 0, fault: unusableSentence(error, texts) }
        throw error
      }),
    ])
    const { placed, unplaced } = found
    return screen(c, {
      title: t('mapDesk.title'),
      place: 'partners',
      width: 'wide',
      styles: ['partners-desk.css', 'partners-map.css'],
      back: { href: home, label: t('partnerDesk.title') },
      children: (
        <>
          <form method="get" action={`${home}/carte`} className="finding-form">
            <label>
              {t('partnerColumn.kind')}
              <select name="categorie" defaultValue={kind}>
                <option value="">{t('partnerDesk.any')}</option>
                {[...new Set([...organisationKinds, ...kinds])].map((one) => (
                  <option key={one} value={one}>
                    {kindWord(desk, one)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {t('mapDesk.segment')}
              <select name="segment" defaultValue={segment?.id ?? ''}>
                <option value="">{t('partnerDesk.all')}</option>
                {segments.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit">{t('mapDesk.show')}</button>
          </form>
          {'fault' in found && <p className="refused">{found.fault}</p>}
          <p role="status">{t('mapDesk.counts', { placed: placed.length, unplaced })}</p>
          {placed.length > pointsDrawn && <p className="refused">{t('mapDesk.drawn', { shown: pointsDrawn })}</p>}
          {placed.length > 0 && (
            <div className="map-beside">
              <figure>
                <Drawn desk={desk} drawing={drawingOf(placed.slice(0, pointsDrawn))} />
                <Legend desk={desk} placed={placed} />
              </figure>
              <Listed desk={desk} placed={placed} />
            </div>
          )}
        </>
      ),
    })
  })
  return app
}

/** Which shape and colour a kind has: always the same, whatever else is shown. */
function markOf(kind: string | null) {
  const index = organisationKinds.findIndex((one) => one === kind)
  if (index < 0) return { shape: 'circle', colour: 'other' } as const
  return { shape: shapes[index % shapes.length] ?? 'circle', colour: `c${Math.floor(index / shapes.length) % colours}` }
}

function Mark({ kind, x, y }: { kind: string | null; x: number; y: number }) {
  const { shape, colour } = markOf(kind)
  const className = `mark ${colour}`
  if (shape === 'circle') return <circle className={className} cx={x} cy={y} r={6} />
  if (shape === 'square') return <rect className={className} x={x - 5.5} y={y - 5.5} width={11} height={11} />
  const corners = shape === 'diamond' ? [0, -8, 8, 0, 0, 8, -8, 0] : [0, -8, 7, 5, -7, 5]
  const moved = corners.map((value, index) => value + (index % 2 === 0 ? x : y))
  return <polygon className={className} points={moved.join(' ')} />
}

/** The list beside it says the same, and is what the keyboard and a screen reader go through. */
function Drawn({ desk: { t, texts }, drawing }: { desk: Desk; drawing: Drawing }) {
  const { width, height, points, names, scale } = drawing
  const right = width - 20
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="partners-map" role="group" aria-label={t('mapDesk.alt')}>
      <rect className="ground" width={width} height={height} rx={8} />
      {points.map(({ id, name, kind, x, y }) => (
        <a key={id} href={`${home}/${id}`} tabIndex={-1} aria-hidden="true">
          <title>{name}</title>
          <Mark kind={kind} x={x} y={y} />
        </a>
      ))}
      {names.map((one) => (
        <text key={one.name} x={one.x} y={one.y} textAnchor="middle">
          {one.name}
        </text>
      ))}
      <g className="scale">
        <path d={`M20 ${height - 26}v6h${scale.length}v-6`} />
        <text x={20 + scale.length / 2} y={height - 30} textAnchor="middle">
          {`${scale.km.toLocaleString(texts.language)} km`}
        </text>
        <path d={`M${right} 56v-32m-6 9l6 -9l6 9`} />
        <text x={right} y={72} textAnchor="middle">
          N
        </text>
      </g>
    </svg>
  )
}

function Legend({ desk, placed }: { desk: Desk; placed: readonly Placed[] }) {
  const here = new Set(placed.map((one) => one.kind))
  const kinds = organisationKinds.filter((kind) => here.has(kind))
  const hasOthers = [...here].some((kind) => !organisationKinds.some((one) => one === kind))
  return (
    <figcaption>
      <ul className="legend">
        {[...kinds, ...(hasOthers ? [null] : [])].map((kind) => (
          <li key={kind ?? ''}>
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <Mark kind={kind} x={10} y={10} />
            </svg>
            {kind ? kindWord(desk, kind) : desk.t('mapDesk.otherKind')}
          </li>
        ))}
      </ul>
    </figcaption>
  )
}

function Listed({ desk, placed }: { desk: Desk; placed: readonly Placed[] }) {
  const { t } = desk
  const communes = Map.groupBy(placed.slice(0, linesListed), (one) => one.commune ?? '')
  const inOrder = [...communes].toSorted(([a], [b]) => a.localeCompare(b, 'fr'))
  return (
    <section aria-labelledby="same" className="map-list">
      <h2 id="same">{t('mapDesk.list')}</h2>
      {inOrder.map(([commune, theirs]) => (
        <section key={commune}>
          <h3>{commune || t('mapDesk.noCommune')}</h3>
          <ul>
            {theirs.map((one) => (
              <li key={one.id}>
                <a href={`${home}/${one.id}`}>{one.name}</a> <small>{kindWord(desk, one.kind)}</small>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {placed.length > linesListed && <p className="quiet">{t('mapDesk.more', { shown: linesListed })}</p>}
    </section>
  )
}
