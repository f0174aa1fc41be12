import { type Context, Hono } from 'hono'
import { haltCampaign, resumeCampaign, settleDeliveries } from '../../../../jobs/steps/campaign-decisions.js'
import type { Halt, Settlement, StaffAct } from '../../../domain/index.js'
import { type DeskEnv, done } from '../desk.js'
import { note } from '../guards.js'
import { campaignOf, type KeptSums } from './subject.js'
import { named } from './who.js'

/** What staff decide about a campaign: each is recorded with its author, and written to the journal. */
export function decisions(kept: KeptSums): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  /** Carries out one decision; what came too late changes nothing and says so. */
  async function decide(
    c: Context<DeskEnv>,
    act: StaffAct,
    carryOut: (id: string, who: string) => Promise<boolean>,
    told?: { code: string; words: string },
  ) {
    const desk = c.get('desk')
    const campaign = await campaignOf(c)
    if (!campaign) return c.notFound()
    const path = `/console/envois/${campaign.id}`
    if (!(await carryOut(campaign.id, desk.staff.name))) return done(c, path, 'sendTooLate')
    await note(desk, act, `campaign/${campaign.id}`, [campaign.subject, told?.words].filter(Boolean).join(' – '))
    for (const sums of [kept.over, kept.underWay]) sums.forget(campaign.id)
    desk.context.wake()
    return done(c, path, told?.code ?? `send-${act}`)
  }

  const halt = (kind: Halt) => (c: Context<DeskEnv>) =>
    decide(c, kind, (id, who) => haltCampaign(c.get('desk').context.store, id, kind, who))
  app.post('/pause', halt('paused'))
  app.post('/arret', halt('stopped'))
  app.post('/reprise', (c) => decide(c, 'resumed', (id, who) => resumeCampaign(c.get('desk').context.store, id, who)))

  /** What a form chose for what is uncertain; null for anything else. */
  async function choiceOf(c: Context<DeskEnv>): Promise<Settlement | null> {
    const { choix } = await c.req.parseBody()
    return choix === 'resend' || choix === 'take-as-sent' ? choix : null
  }

  /** What was chosen, for the screen and for the journal; `whom` is one recipient, or how many. */
  const toldOf = (c: Context<DeskEnv>, choice: Settlement, whom: string) => ({
    code: `send-settled-${choice}`,
    words: c.get('desk').t(`sends.chose.${choice}`, { whom }),
  })

  app.post('/trancher', async (c) => {
    const choice = await choiceOf(c)
    const { t, context } = c.get('desk')
    const campaign = choice && (await campaignOf(c))
    if (!choice || !campaign) return c.notFound()
    const ids = (await context.store.campaigns.deliveries(campaign.id, { state: 'uncertain' })).map(({ id }) => id)
    return await decide(
      c,
      'settled',
      async (id, who) => (await settleDeliveries(context.store, id, ids, choice, who)) > 0,
      toldOf(c, choice, t('sends.chose.all', { count: ids.length })),
    )
  })
  app.post('/remises/:number/trancher', async (c) => {
    const choice = await choiceOf(c)
    const { store } = c.get('desk').context
    const line = choice && (await store.lines.line(c.req.param('id') ?? '', Number(c.req.param('number'))))
    if (!choice || !line) return c.notFound()
    const [told] = await named(c.get('desk'), [line])
    return await decide(
      c,
      'settled',
      async (id, who) => (await settleDeliveries(store, id, [line.id], choice, who)) > 0,
      toldOf(c, choice, told?.who ?? line.email),
    )
  })
  return app
}
