import { Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import { type Kept, keptFor } from '../../base/kept.js'
import type { Segment, SegmentRule } from '../../domain/index.js'
import { UnusableSegment } from '../../domain/index.js'
import { unusableSentence } from '../../report/segment-faults.js'
import { segmentSentence } from '../../report/segment-sentence.js'
import type { SegmentCount } from '../../store/segments/members.js'
import type { Desk, DeskEnv } from './desk.js'
import { changesOnly } from './guards.js'
import { Pager, pageNumber } from './pager.js'
import { screen } from './screen.js'
import { unknownPartner } from './partners/organisation.js'
import { segmentForms } from './segments/form.js'
import { counted, Members } from './segments/preview.js'

const home = '/console/segments'
const perPage = 50
/** How long a count serves, unless something changes here. */
const servesMs = 30_000

/** Segments: the list, who is in one, and one put together by choosing. */
export function segmentsScreens({ store, changes }: JobContext): Hono<DeskEnv> {
  const counts = keptFor(
    servesMs,
    async (rule) => await store.segments.count(JSON.parse(rule) as SegmentRule),
    200,
    changes,
  )
  const app = new Hono<DeskEnv>()
  app.use(changesOnly('editor'))

  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t } = desk
    const told = await Promise.all((await desk.context.store.segments.list()).map((one) => toldOf(desk, counts, one)))
    return screen(c, {
      title: t('desk.place.segments'),
      place: 'segments',
      styles: ['partners-desk.css', 'segments.css'],
      children: (
        <>
          <p className="lead">{t('segmentDesk.intro')}</p>
          {desk.may('editor') && (
            <p className="doors">
              <a href={`${home}/nouveau`} role="button">
                {t('segmentDesk.new')}
              </a>
            </p>
          )}
          {told.length === 0 && <p className="quiet">{t('segmentDesk.none')}</p>}
          <ul className="cards">
            {told.map(({ id, name, sentence, count }) => (
              <li key={id}>
                <h2>
                  <a href={`${home}/${id}`}>{name}</a>
                </h2>
                <p>{sentence}</p>
                <a href={`${home}/${id}/membres`}>{count}</a>
              </li>
            ))}
          </ul>
        </>
      ),
    })
  })

  app.get('/:id/membres', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const segment = (await context.store.segments.list()).find((one) => one.id === c.req.param('id'))
    if (!segment) return unknownPartner(c)
    const search = (c.req.query('q') ?? '').slice(0, 200)
    const page = pageNumber(c)
    const path = `${home}/${segment.id}/membres`
    const told = await toldOf(desk, counts, segment)
    const found = await context.store.segments
      .members(segment.rule, { search, size: perPage, offset: (page - 1) * perPage })
      .catch(nobodyWhereUnusable)
    return screen(c, {
      title: segment.name,
      place: 'segments',
      styles: ['partners-desk.css', 'segments.css'],
      back: { href: `${home}/${segment.id}`, label: segment.name },
      children: (
        <>
          <p className="sentence">{told.sentence}</p>
          <p>
            <strong>{told.count}</strong>
          </p>
          <form method="get" action={path} className="inline">
            <input type="search" name="q" defaultValue={search} aria-label={t('partnerDesk.search')} />
            <button type="submit" className="secondary">
              {t('partnerDesk.find')}
            </button>
          </form>
          <Members desk={desk} members={found.members} />
          <Pager
            desk={desk}
            page={page}
            more={found.total > page * perPage}
            path={search ? `${path}?q=${encodeURIComponent(search)}` : path}
          />
        </>
      ),
    })
  })

  app.route('/', segmentForms())
  return app
}

async function toldOf(desk: Desk, counts: Kept<SegmentCount>, { id, name, rule }: Segment) {
  const { texts, context } = desk
  const sentence = segmentSentence(rule, texts, context.publications)
  const count = await counts.get(JSON.stringify(rule)).then(
    (found) => counted(desk, found),
    (error: unknown) => {
      if (error instanceof UnusableSegment) return unusableSentence(error, texts)
      throw error
    },
  )
  return { id, name, sentence, count }
}

function nobodyWhereUnusable(error: unknown) {
  if (error instanceof UnusableSegment) return { total: 0, members: [] }
  throw error
}
