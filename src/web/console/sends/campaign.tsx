import { type Context, Hono } from 'hono'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { endWatch, settledCount } from '../../../../jobs/steps/end-watch.js'
import { remembered } from '../../../base/remembered.js'
import type { CampaignSums } from '../../../domain/index.js'
import { authorWords } from '../../author.js'
import { CampaignSumsList } from '../../sums.js'
import type { Desk, DeskEnv } from '../desk.js'
import { part, screen } from '../screen.js'
import { whenStored, whenWords } from '../when.js'
import { filterOf, Ledger } from './ledger.js'
import { campaignOf, type KeptSums, kindWords, markOf, standingOf, type StoredCampaign } from './subject.js'
import { named } from './who.js'
import { Uncertain } from './uncertain.js'

/** More than the connections of any office: each may leave one in doubt. */
const doubtfulShown = 50

/** Counting so many lines takes the database a moment. */
const largeAudience = 100_000

/** One campaign: how far it is, what may be done about it, and its ledger. */
export function campaignScreen(context: JobContext, kept: KeptSums): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  // Kept between looks: the speed of a send is seen only by who has looked before.
  const watchOf = remembered((id) => endWatch(context, id), 100)

  async function progressOf(c: Context<DeskEnv>, campaign: StoredCampaign) {
    const desk = c.get('desk')
    const { state, halted } = campaign
    const sums = await kept.underWay.get(campaign.id)
    const end = await watchOf(campaign.id)({ sums, state, halted })
    return { sums, end, view: <Progress desk={desk} campaign={campaign} sums={sums} end={end} /> }
  }

  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t } = desk
    const campaign = await campaignOf(c)
    if (!campaign) return c.notFound()
    const { sums, view } = await progressOf(c, campaign)
    const [events, doubtful, page, reasons, returned] = await Promise.all([
      context.store.campaigns.events(campaign.id),
      context.store.lines.page(campaign.id, { state: 'uncertain' }, { limit: doubtfulShown }),
      context.store.lines.page(campaign.id, filterOf(c), { after: c.req.query('apres'), limit: 50 }),
      context.store.lines.reasons(campaign.id),
      context.store.lines.returned(campaign.id),
    ])
    const [doubted, lines] = await Promise.all([named(desk, doubtful.lines), named(desk, page.lines)])
    return screen(c, {
      title: campaign.subject,
      place: 'sends',
      back: { href: '/console/envois', label: t('sends.title') },
      styles: ['sends.css'],
      children: (
        <>
          <p className="lead">
            {t('sends.begun', { kind: kindWords(desk, campaign.kind), at: whenStored(desk, campaign.created_at) })}
          </p>
          {sums.uncertain > 0 && <Uncertain desk={desk} campaign={campaign} count={sums.uncertain} lines={doubted} />}
          {view}
          {Meanings(desk)}
          {events.length > 0 && (
            <section aria-labelledby="decided">
              <h2 id="decided">{t('sends.decided')}</h2>
              <ul className="rows">
                {events.map(({ at, who, what }) => (
                  <li key={at + what}>
                    {t('sends.event', { what: t(`campaignEvent.${what}`), who: authorWords(t, who) })}
                    <small>{whenStored(desk, at)}</small>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Ledger
            desk={desk}
            campaign={campaign}
            filter={filterOf(c)}
            page={{ ...page, lines }}
            reasons={reasons}
            returned={returned}
          />
        </>
      ),
    })
  })

  app.get('/avancement', async (c) => {
    const campaign = await campaignOf(c)
    return campaign ? part(c, (await progressOf(c, campaign)).view) : c.notFound()
  })
  return app
}

interface ProgressProps {
  desk: Desk
  campaign: StoredCampaign
  sums: CampaignSums
  end: Temporal.Instant | null
}

/** How far a campaign is, and what may be done about it; asks for itself again as long as something may change. */
function Progress({ desk, campaign, sums, end }: ProgressProps) {
  const { t, texts } = desk
  const path = `/console/envois/${campaign.id}`
  const moving = campaign.state !== 'done' && campaign.halted === null
  const live = moving
    ? {
        'hx-get': `${path}/avancement`,
        'hx-trigger': `every ${sums.audience > largeAudience ? 6 : 2}s`,
        'hx-swap': 'outerMorph',
      }
    : {}
  const standing = standingOf(campaign, sums)
  const waits = standing === 'waiting'
  const settled = settledCount(sums) - (waits ? sums.uncertain : 0)
  return (
    <section id="avancement" aria-labelledby="progress" {...live}>
      <h2 id="progress">
        {t('sends.progress')} <span className={markOf(standing)}>{t(`campaignState.${standing}`)}</span>
      </h2>
      <label>
        {t('sends.settled', { settled, audience: sums.audience })}
        <progress value={settled} max={Math.max(sums.audience, 1)} />
      </label>
      <p>
        {waits && t('sends.waits', { count: sums.uncertain })}
        {end && moving && !waits && t('sends.ends', { at: whenWords(desk, end) })}
        {!end && moving && !waits && t('sends.endUnknown')}
        {!moving && campaign.finished_at && t('sends.ended', { at: whenStored(desk, campaign.finished_at) })}
      </p>
      {campaign.halted && campaign.halted_at && (
        <p>
          {t(`sends.is-${campaign.halted}`, {
            at: whenStored(desk, campaign.halted_at),
            who: authorWords(t, campaign.halted_by),
          })}
        </p>
      )}
      {campaign.state === 'blocked' && campaign.state_reason && <p className="trouble">{campaign.state_reason}</p>}
      <CampaignSumsList sums={sums} texts={texts} linesOf={(state) => `${path}?etat=${state}#registre`} />
      {desk.may('editor') && !waits && <Actions desk={desk} campaign={campaign} />}
      {moving && (
        <noscript>
          <p>
            <a href={path}>{t('sends.reload')}</a>
          </p>
        </noscript>
      )}
    </section>
  )
}

/** The words of the sums; beside what is asked for again every other second, so that it stays open. */
function Meanings({ t }: Desk) {
  return (
    <details>
      <summary>{t('sends.wordsTitle')}</summary>
      <dl>
        {(['pending', 'deferred', 'accepted', 'failed', 'uncertain', 'excluded'] as const).map((state) => (
          <div key={state}>
            <dt>{t(`state.${state}`, { count: 1 })}</dt>
            <dd>{t(`sends.meaning.${state}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Actions({ desk: { t }, campaign }: { desk: Desk; campaign: StoredCampaign }) {
  const path = `/console/envois/${campaign.id}`
  const running = campaign.state !== 'done'
  return (
    <div className="actions">
      {running && !campaign.halted && (
        <form method="post" action={`${path}/pause`}>
          <button type="submit" className="secondary">
            {t('sends.pause')}
          </button>
        </form>
      )}
      {campaign.halted && (
        <form method="post" action={`${path}/reprise`}>
          <button type="submit">{t('sends.resume')}</button>
        </form>
      )}
      {running && (
        <form method="post" action={`${path}/arret`} data-confirm={t('sends.stopAsk')}>
          <button type="submit" className="danger">
            {t('sends.stop')}
          </button>
        </form>
      )}
    </div>
  )
}
