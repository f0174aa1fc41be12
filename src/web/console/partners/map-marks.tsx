import type { ReactNode } from 'react'
import { organisationKinds } from '../../../domain/index.js'
import type { Placed, PlacedCommune } from '../../../store/organisations/places.js'
import type { Desk } from '../desk.js'
import { type Drawing, drawingOf } from './map-drawing.js'
import { home, kindWord } from './words.js'

/** Colours and shapes tell kinds apart, also in grey; the sheet gives them their colours in the light and the dark. */
const shapes = ['circle', 'square', 'diamond', 'triangle'] as const
const colours = 3

/** Each organisation where it is. */
export function OrganisationMap({ desk, placed }: { desk: Desk; placed: readonly Placed[] }) {
  const drawing = drawingOf(placed)
  return (
    <figure>
      <Drawn desk={desk} drawing={drawing}>
        {drawing.points.map(({ id, name, kind, x, y }) => (
          <a key={id} href={`${home}/${id}`} tabIndex={-1} aria-hidden="true">
            <title>{name}</title>
            <Mark kind={kind} x={x} y={y} />
          </a>
        ))}
      </Drawn>
      <Legend desk={desk} placed={placed} />
    </figure>
  )
}

/** Where there are too many to be told apart: the larger the circle, the more there are. */
export function CommuneMap({ desk, communes, pathOf }: CommunesProps) {
  const drawing = drawingOf(communes)
  const largest = Math.max(...communes.map((one) => one.count))
  return (
    <figure>
      <Drawn desk={desk} drawing={drawing}>
        {drawing.points.map(({ commune, count, x, y }) => (
          <a key={commune} href={pathOf(commune)} tabIndex={-1} aria-hidden="true">
            <title>{`${commune ?? desk.t('mapDesk.noCommune')} (${count})`}</title>
            <circle className="mark c1 many" cx={x} cy={y} r={Math.round(5 + 17 * Math.sqrt(count / largest))} />
          </a>
        ))}
      </Drawn>
    </figure>
  )
}

export interface CommunesProps {
  desk: Desk
  communes: readonly PlacedCommune[]
  /** Where the organisations of a commune are listed. */
  pathOf(commune: string | null): string
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
function Drawn({ desk: { t, texts }, drawing, children }: { desk: Desk; drawing: Drawing; children: ReactNode }) {
  const { width, height, names, scale } = drawing
  const right = width - 20
  return (
    <div className="map-frame" tabIndex={0} role="region" aria-label={t('mapDesk.alt')}>
      <svg viewBox={`0 0 ${width} ${height}`} className="partners-map" role="group">
        <rect className="ground" width={width} height={height} rx={8} />
        {children}
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
    </div>
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
