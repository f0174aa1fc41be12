import type { ReactNode } from 'react'
import type { Placed } from '../../../store/organisations/places.js'
import type { Desk } from '../desk.js'
import type { CommunesProps } from './map-marks.js'
import { home, kindWord } from './words.js'

/** What the map shows, by commune, for the keyboard and for those who do not see it. */
export function OrganisationList({ desk, placed }: { desk: Desk; placed: readonly Placed[] }) {
  const communes = Map.groupBy(placed, (one) => one.commune ?? '')
  const inOrder = [...communes].toSorted(([a], [b]) => a.localeCompare(b, 'fr'))
  return (
    <Beside desk={desk}>
      {inOrder.map(([commune, theirs]) => (
        <section key={commune}>
          <h3>{commune || desk.t('mapDesk.noCommune')}</h3>
          <ul>
            {theirs.map((one) => (
              <li key={one.id}>
                <a href={`${home}/${one.id}`}>{one.name}</a> <small>{kindWord(desk, one.kind)}</small>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Beside>
  )
}

/** Communes with how many organisations each has. */
export function CommuneList({ desk, communes, pathOf }: CommunesProps) {
  const inOrder = communes.toSorted((a, b) => (a.commune ?? '').localeCompare(b.commune ?? '', 'fr'))
  return (
    <Beside desk={desk}>
      <ul>
        {inOrder.map(({ commune, count }) => (
          <li key={commune}>
            <a href={pathOf(commune)}>{commune ?? desk.t('mapDesk.noCommune')}</a> <small>{count}</small>
          </li>
        ))}
      </ul>
    </Beside>
  )
}

function Beside({ desk, children }: { desk: Desk; children: ReactNode }) {
  return (
    <section aria-labelledby="same" className="map-list">
      <h2 id="same">{desk.t('mapDesk.list')}</h2>
      {children}
    </section>
  )
}
