import { isBulk } from '../src/domain/index.js'
import { runCampaign } from '../src/deliver/campaign.js'
import { buildForms } from '../src/deliver/forms.js'
import type { Tried } from '../src/deliver/lane.js'
import { taggedAddress } from '../src/deliver/return-path.js'
import { type RefusalKind, ServerRefusal } from '../src/deliver/server-refusal.js'
import type { RunAgain } from '../src/queue/queue.js'
import type { JobContext } from './steps/context.js'
import { deliverKey } from './steps/deliver-key.js'
import { withLedgerTurns } from './steps/ledger-turns.js'

export interface DeliverPayload {
  campaign: string
  /** 2 and above: a helper, which takes a share of the connections and leaves the rest to the first. */
  share?: number
}

/** How many of the connections the `share`th of `shares` may open. */
const shareOf = (connections: number, share: number, shares: number) =>
  Math.floor(connections / shares) + (share <= connections % shares ? 1 : 0)

/** How long nobody tries a server that could not be used, in minutes, by how often in a row it failed. */
const soon = [1, 2, 5, 10, 15]
/** Somebody must mend these first; trying often would lock an account, or teach a server to distrust us. */
const later = [15, 30, 60]
const waits: Record<RefusalKind, readonly number[]> = {
  unreachable: soon,
  refused: soon,
  tls: soon,
  authentication: later,
  sender: later,
  size: later,
  policy: later,
}

/**
 * Sends what waits in a campaign: intents and outcomes are written by turns, and each delivery is looked at a last time
 * before it leaves. Ends done when no delivery is open; otherwise says when to go on.
 */
export async function deliver(context: JobContext, payload: DeliverPayload): Promise<RunAgain | undefined> {
  const { store, clock, smtp } = context
  const { share = 1 } = payload
  const campaign = await store.campaigns.byId(payload.campaign)
  // Resuming queues the job again.
  if (!campaign || campaign.state === 'done' || campaign.halted) return undefined
  if (!smtp) {
    await store.campaigns.block(campaign.id, context.texts.t('send.no-smtp'))
    return { again: clock.now().add({ minutes: 1 }), reason: 'SMTP_URL is not set', inVain: true }
  }
  const server = `${smtp.host}:${smtp.port}`
  const trouble = await store.mailServers.trouble(server)
  if (trouble && Temporal.Instant.compare(trouble.closedUntil, clock.now()) > 0) {
    const wait = await waitForServer(context, campaign.id, trouble)
    return share === 1 ? wait : undefined
  }

  const message = await store.campaigns.message(campaign.id)
  const built = await buildForms(message, {
    dkimKeys: context.dkimKeys,
    readAttachment: async (issueId, file) => {
      const body = (await store.issues.file(issueId, file))?.body ?? (await store.returned.source(issueId))
      if (!body) throw new Error(`file ${file} of issue ${issueId} is missing`)
      return body
    },
  })
  const { connections, messagesPerConnection } = context.office.sending
  const shares = Math.min(await sharesOf(context, campaign.id), connections)
  for (let helper = 2; share === 1 && helper <= shares; helper++) {
    const job = { campaign: campaign.id, share: helper } satisfies DeliverPayload
    await store.jobs.again({ key: `${deliverKey(campaign.id)}/${helper}`, kind: 'deliver', payload: job })
  }
  if (share > shares) return undefined
  const { returnPath } = context.office.sending
  const from = returnPath?.address ?? message.from.address
  // Only partners' messages return to an address of their own: a notice to staff needs no tracing.
  const sender =
    returnPath?.verp && isBulk(campaign.kind)
      ? ({ id }: { id: string }) => taggedAddress(from, store.returned.tagOf(id))
      : from
  const sending = { settings: smtp, from: sender, built, messagesPerConnection }
  let pausedUntil: Temporal.Instant | null
  let worked = false
  const noted = (tried: Tried | null) => {
    worked ||= tried?.outcome.state === 'accepted'
    return tried
  }
  try {
    if (campaign.state === 'blocked') await store.campaigns.reopen(campaign.id)
    pausedUntil = await withLedgerTurns(context, campaign, lanesHere(connections, shares), async (turns) => {
      await runCampaign(sending, shareOf(connections, share, shares), {
        next: (tried) => turns.take({ tried: noted(tried), wants: true }),
        end: async (tried) => void (await turns.take({ tried: noted(tried), wants: false })),
        stopping: () => context.stopping(),
      })
      return turns.pausedUntil
    })
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error
    const { kind, message: reply } = error
    context.log.error({ campaign: campaign.id, kind, code: error.code }, 'the mail server cannot be used')
    const closedUntil = await store.mailServers.close(server, { kind, reply, waits: waits[kind], worked })
    const wait = await waitForServer(context, campaign.id, { kind, reply, closedUntil })
    return share === 1 ? wait : undefined
  }
  if (trouble && worked) await store.mailServers.open(server)
  if (share > 1 || (await store.campaigns.halted(campaign.id))) return undefined

  const sums = await store.ledger.sums(campaign.id)
  if (sums.pending + sums.sending + sums.deferred === 0) {
    await store.campaigns.finish(campaign.id)
    context.log.info({ campaign: campaign.id, ...sums }, 'campaign done')
    return undefined
  }
  await reopenEnded(context, campaign.id)
  if (pausedUntil) return { again: pausedUntil, reason: 'the pace allows no more for now' }
  const wait = clock.now().add({ seconds: 5 })
  const next = (await store.ledger.nextTry(campaign.id)) ?? wait
  return { again: Temporal.Instant.compare(next, wait) > 0 ? next : wait, reason: 'deliveries wait' }
}

/**
 * A worker that was taken for dead may learn that its message was put off, once others have ended the campaign without
 * it: what waits then has nobody left to send it, not even this job, which others have ended too.
 */
async function reopenEnded({ store }: JobContext, campaignId: string): Promise<void> {
  if ((await store.campaigns.byId(campaignId))?.state !== 'done') return
  await store.transaction(async (rows) => {
    await rows.campaigns.reopen(campaignId)
    await rows.jobs.again({ key: deliverKey(campaignId), kind: 'deliver', payload: { campaign: campaignId } })
  })
}

/** How many of the connections are about this process's: it has two shares of a campaign that is shared out. */
const lanesHere = (connections: number, shares: number) =>
  shares === 1 ? connections : Math.ceil((2 * connections) / shares)

/** A few messages are sooner sent than shared out. */
const worthSharing = 100

async function sharesOf(context: JobContext, campaignId: string): Promise<number> {
  if (context.shares === 1) return 1
  return (await context.store.ledger.sums(campaignId)).audience > worthSharing ? context.shares : 1
}

/** The server cannot be used: the campaign says why, everything waits where it was, and nothing counts as tried. */
async function waitForServer(
  { store, texts }: JobContext,
  campaignId: string,
  { kind, reply, closedUntil }: { kind: string; reply: string; closedUntil: Temporal.Instant },
): Promise<RunAgain> {
  await store.campaigns.block(campaignId, texts.t(`send.${kind as RefusalKind}`, { reply }))
  return { again: closedUntil, reason: `mail server: ${kind}`, inVain: true }
}
