import { type Context, Hono } from 'hono'
import { removeSegment, renameSegment, type SegmentDecision } from '../../../../jobs/segments.js'
import { longestSegmentName, type Segment, segmentKey } from '../../../domain/index.js'
import { segmentSentence } from '../../../report/segment-sentence.js'
import { versionOf } from '../../../store/organisations/version.js'
import { typed } from '../../public-page.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { only } from '../guards.js'
import { part, screen } from '../screen.js'
import { staleScreen } from '../partners/form.js'
import { unknownPartner } from '../partners/organisation.js'
import { byHand } from '../partners/told.js'
import { recentChoices } from '../partners/words.js'
import { draftFrom, draftOf, type DraftGroup, emptyDraft } from './draft.js'
import { GroupFields } from './editor.js'
import { preview, ruleOf } from './preview.js'

const home = '/console/segments'

interface Written {
  name: string
  draft: DraftGroup
  /** Of the segment as it was looked at; empty for a new one. */
  version: string
  fault?: string
  /** The announcement that it is made for, to which one goes back. */
  announcement?: string
  /** Whether what is missing is told: not while somebody is still putting it together. */
  tried: boolean
}

/** A segment put together by choosing: saved, renamed, removed. */
export function segmentForms(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/nouveau', only('editor'), (c) =>
    formScreen(c, null, {
      name: '',
      draft: emptyDraft,
      version: '',
      tried: false,
      announcement: c.req.query('annonce') ?? '',
    }),
  )

  app.post('/apercu', async (c) => {
    const desk = c.get('desk')
    return part(c, await preview(desk, draftFrom(await c.req.parseBody({ all: true }))))
  })

  app.get('/:id', async (c) => {
    const segment = await segmentOf(c)
    return segment ? await formScreen(c, segment, asSaved(segment)) : unknownPartner(c)
  })

  app.post('/nouveau', (c) => save(c, null))
  app.post('/:id', async (c) => {
    const segment = await segmentOf(c)
    return segment ? await save(c, segment) : unknownPartner(c)
  })

  app.post('/:id/supprimer', async (c) => {
    const desk = c.get('desk')
    const { store, publications } = desk.context
    const segment = await segmentOf(c)
    if (!segment) return unknownPartner(c)
    const fate = await removeSegment(store, publications, segment.name, byHand(desk))
    if (fate === 'done') return done(c, home, 'segmentRemoved')
    return await formScreen(c, segment, { ...asSaved(segment), fault: whyKept(desk, fate) })
  })
  return app
}

/** What an address or a form names is a name of ours, or nothing. */
const isId = (text: string) => /^[\w-]{10,60}$/.test(text)

const seen = (segment: Segment) => versionOf({ ...segment, rule: JSON.stringify(segment.rule) }, ['name', 'rule'])

const asSaved = (segment: Segment): Written => ({
  name: segment.name,
  draft: draftOf(segment.rule),
  version: seen(segment),
  tried: true,
})

const segmentOf = async (c: Context<DeskEnv>): Promise<Segment | undefined> =>
  (await c.get('desk').context.store.segments.list()).find((one) => one.id === c.req.param('id'))

/** Whatever button was pressed: the form comes back as it asks, or is saved. */
async function save(c: Context<DeskEnv>, segment: Segment | null) {
  const desk = c.get('desk')
  const { t, texts, context } = desk
  const { store, publications } = context
  const fields = await c.req.parseBody({ all: true })
  const name = typed(fields, 'name', longestSegmentName)
  const draft = draftFrom(fields)
  const version = typed(fields, 'version')
  const announcement = typed(fields, 'annonce', 60)
  const tried = fields['do'] === 'save' || fields['do'] === 'look'
  const again = (fault?: string) =>
    formScreen(c, segment, { name, draft, version, tried, announcement, ...(fault && { fault }) })
  if (fields['do'] !== 'save') return await again()
  const rule = ruleOf(desk, draft)
  if (!rule) return await again(t('segmentDesk.unfinished'))
  if (segmentKey(name) === '') return await again(t('segmentDesk.noName'))
  if (segment && seen(segment) !== version)
    return staleScreen(c, {
      title: segment.name,
      action: `${home}/${segment.id}`,
      back: `${home}/${segment.id}`,
      version: seen(segment),
      typed: fields,
      lines: [
        { label: t('segmentDesk.name'), mine: name, theirs: segment.name },
        {
          label: t('segmentDesk.rule'),
          mine: segmentSentence(rule, texts, publications),
          theirs: segmentSentence(segment.rule, texts, publications),
        },
      ],
    })
  const other = await store.segments.byName(name)
  if (other && other.id !== segment?.id) return await again(t('segmentDesk.taken', { name }))
  if (segment && segment.name !== name) {
    const fate = await renameSegment(store, publications, [segment.name, name], byHand(desk))
    if (fate !== 'done') return await again(whyKept(desk, fate))
  }
  const saved = await store.transaction(({ segments }) => segments.save(name, rule, byHand(desk)))
  if (isId(announcement))
    return done(c, `/console/annonces/${announcement}/modifier?segment=${saved.segment.id}`, 'segmentSaved')
  return done(c, `${home}/${saved.segment.id}`, 'segmentSaved')
}

function whyKept({ t }: Desk, fate: Exclude<SegmentDecision, 'done'>): string {
  if (typeof fate === 'string') return t('partnerDesk.unknown')
  return 'publications' in fate
    ? t('segmentDesk.usedByPublication', { names: fate.publications.join(', ') })
    : t('segmentDesk.usedByCampaign', { names: fate.campaigns.join(', ') })
}

async function formScreen(
  c: Context<DeskEnv>,
  segment: Segment | null,
  { name, draft, version, fault, tried, announcement = '' }: Written,
) {
  const desk = c.get('desk')
  const { t } = desk
  const choices = await recentChoices(desk.context.store)
  const path = segment ? `${home}/${segment.id}` : `${home}/nouveau`
  const live = {
    'hx-post': `${home}/apercu`,
    'hx-trigger': 'change delay:150ms',
    'hx-target': '#apercu',
    'hx-swap': 'innerHTML',
    'hx-sync': 'this:replace',
  }
  return screen(c, {
    title: segment?.name ?? t('segmentDesk.new'),
    place: 'segments',
    styles: ['partners-desk.css', 'segments.css'],
    width: 'wide',
    back: isId(announcement)
      ? { href: `/console/annonces/${announcement}/modifier`, label: t('releaseDesk.backTo') }
      : { href: home, label: t('desk.place.segments') },
    children: (
      <div className="beside">
        <form method="post" action={path} {...(desk.may('editor') ? live : {})}>
          {fault && (
            <p role="alert" className="refused">
              {fault}
            </p>
          )}
          <input type="hidden" name="version" value={version} />
          {isId(announcement) && <input type="hidden" name="annonce" value={announcement} />}
          {/* Enter presses the first button of a form. */}
          <button type="submit" name="do" value="look" className="unseen" tabIndex={-1} aria-hidden="true" />
          <label>
            {t('segmentDesk.name')}
            <input name="name" defaultValue={name} maxLength={longestSegmentName} required />
          </label>
          <GroupFields desk={desk} choices={choices} path="r" depth={1} tried={tried} group={draft} />
          {desk.may('editor') && (
            <div className="doors">
              <button type="submit" name="do" value="save">
                {t('partnerDesk.save')}
              </button>
              <button type="submit" name="do" value="look" className="secondary" formNoValidate>
                {t('segmentDesk.look')}
              </button>
            </div>
          )}
        </form>
        <section aria-labelledby="who">
          <h2 id="who">{t('segmentDesk.who')}</h2>
          <div id="apercu">{await preview(desk, draft)}</div>
          {segment && (
            <div className="doors">
              <a href={`${path}/membres`} role="button" className="secondary">
                {t('segmentDesk.everybody')}
              </a>
              {desk.may('editor') && (
                <form method="post" action={`${path}/supprimer`} data-confirm={t('segmentDesk.removeAsk')}>
                  <button type="submit" className="secondary danger">
                    {t('segmentDesk.removeSegment')}
                  </button>
                </form>
              )}
            </div>
          )}
        </section>
      </div>
    ),
  })
}
