import { Hono } from 'hono'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { keptFor } from '../../../base/kept.js'
import { organisationKinds, UnusableSegment } from '../../../domain/index.js'
import { unusableSentence } from '../../../report/segment-faults.js'
import type { Places, PlacesWanted } from '../../../store/organisations/places.js'
import type { DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { CommuneList, OrganisationList } from './map-list.js'
import { CommuneMap, OrganisationMap } from './map-marks.js'
import { home, kindWord, recentChoices } from './words.js'

/** How long a map of the same serves, unless something changes. */
const servesMs = 60_000

/** More communes than these say nothing more. */
const communesShown = 500

const nowhere: Places = { count: 0, unplaced: 0, organisations: [], communes: [] }

/** Who is where, drawn here from what the directory knows: no tile comes from anywhere. */
export function mapScreen({ store, changes }: JobContext): Hono<DeskEnv> {
  const places = keptFor(
    servesMs,
    async (wanted) => await store.organisations.places(JSON.parse(wanted) as PlacesWanted),
    30,
    changes,
  )
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
      places.get(JSON.stringify(wanted)).catch((error: unknown) => {
        if (error instanceof UnusableSegment) return { ...nowhere, fault: unusableSentence(error, texts) }
        throw error
      }),
    ])
    const { count, unplaced, organisations: placed } = found
    const communes = found.communes.slice(0, communesShown)
    const pathOf = (commune: string | null) =>
      segment
        ? `/console/segments/${segment.id}/membres?${new URLSearchParams({ q: commune ?? '' })}`
        : `${home}?${new URLSearchParams({ categorie: kind, commune: commune ?? '' })}`
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
          <p role="status">{t('mapDesk.counts', { placed: count, unplaced })}</p>
          {!placed && <p className="quiet">{t('mapDesk.grouped')}</p>}
          {count > 0 && (
            <div className="map-beside">
              {placed ? (
                <>
                  <OrganisationMap desk={desk} placed={placed} />
                  <OrganisationList desk={desk} placed={placed} />
                </>
              ) : (
                <>
                  <CommuneMap {...{ desk, communes, pathOf }} />
                  <CommuneList {...{ desk, communes, pathOf }} />
                </>
              )}
            </div>
          )}
        </>
      ),
    })
  })
  return app
}
