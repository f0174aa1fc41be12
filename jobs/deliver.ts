import { addressDelivery } from '../src/address/address-delivery.js'
import { runCampaign } from '../src/deliver/campaign.js'
import { ServerRefusal } from '../src/deliver/connection.js'
import type { LaneWork } from '../src/deliver/lane.js'
import { buildMessage } from '../src/deliver/message.js'
import { attemptLimit, backOff } from '../src/deliver/outcome.js'
import { keepTrying } from '../src/base/keep-trying.js'
import type { RunAgain } from '../src/queue/queue.js'
import type { JobContext } from './steps/context.js'

export const deliverKey = (campaignId: string) => `deliver/${campaignId}`

/** How long a campaign waits for a server that cannot be used, by how often it was met so. */
const waitMinutes = [1, 2, 5, 10, 15]

/**
 * Sends what waits in a campaign: claim (the intent is written), address (the last look), send, record (the outcome is
 * written). Ends done when no delivery is open; otherwise says when to go on.
 */
export async function deliver(
  context: JobContext,
  payload: { campaign: string },
  attempt: number,
): Promise<RunAgain | undefined> {
  const { store, clock, workerId } = context
  const campaign = await store.campaigns.byId(payload.campaign)
  if (!campaign || campaign.state === 'done') return undefined
  const retryAt = () => clock.now().add({ minutes: waitMinutes[Math.min(attempt, waitMinutes.length) - 1] ?? 1 })
  if (!context.smtp) {
    await store.campaigns.block(campaign.id, context.texts.t('send.no-smtp'))
    return { again: retryAt(), reason: 'SMTP_URL is not set', inVain: true }
  }

  const message = await store.campaigns.message(campaign.id)
  const built = await buildMessage(message, async (issueId, file) => {
    const found = await store.issues.file(issueId, file)
    if (!found) throw new Error(`file ${file} of issue ${issueId} is missing`)
    return found.body
  })

  const work: LaneWork = {
    claim: () => store.ledger.claim(campaign.id, workerId),
    address: async (delivery) => {
      const bulk = campaign.kind === 'issue' && campaign.publication !== null
      const standing = bulk
        ? await store.partners.standing(delivery.contactId, delivery.emailKey, campaign.publication ?? '')
        : 'allowed'
      return addressDelivery(delivery, standing)
    },
    record: async (delivery, outcome) => {
      const wait = outcome.state === 'deferred' ? backOff(delivery.attempt) : null
      const final =
        outcome.state === 'deferred' && wait === null
          ? ({ state: 'failed', code: outcome.code, reply: `${outcome.reply} (${attemptLimit} attempts)` } as const)
          : outcome
      // The server has answered: while the disk is full, the answer is kept here, and nothing else is sent.
      const stored = await keepTrying(
        () => store.ledger.record(delivery, workerId, final, wait ? clock.now().add(wait) : null),
        {
          giveUp: () => context.stopping(),
          waitMs: 500,
          onFailure: (err) => context.log.error({ delivery: delivery.id, err }, 'an outcome could not be stored yet'),
        },
      )
      if (!stored)
        context.log.warn({ delivery: delivery.id }, 'outcome refused: the delivery was taken from this worker')
    },
    stopping: () => context.stopping(),
  }

  try {
    if (campaign.state === 'blocked') await store.campaigns.reopen(campaign.id)
    await runCampaign(context.smtp, message.from.address, built, context.connections, work)
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error
    return await waitForServer(context, campaign.id, error, retryAt())
  }

  const sums = await store.ledger.sums(campaign.id)
  if (sums.pending + sums.sending + sums.deferred === 0) {
    await store.campaigns.finish(campaign.id)
    context.log.info({ campaign: campaign.id, ...sums }, 'campaign done')
    return undefined
  }
  const next = sums.pending > 0 ? clock.now().add({ seconds: 5 }) : await store.ledger.nextTry(campaign.id)
  return { again: next ?? clock.now().add({ seconds: 30 }), reason: 'deliveries wait' }
}

/** The server cannot be used: the campaign says why, everything waits where it was, and nothing counts as tried. */
async function waitForServer(
  context: JobContext,
  campaignId: string,
  refusal: ServerRefusal,
  again: Temporal.Instant,
): Promise<RunAgain> {
  const reason = context.texts.t(`send.${refusal.kind}`, { reply: refusal.message })
  await context.store.campaigns.block(campaignId, reason)
  context.log.error({ campaign: campaignId, kind: refusal.kind, code: refusal.code }, 'the mail server cannot be used')
  return { again, reason: `mail server: ${refusal.kind}`, inVain: true }
}
