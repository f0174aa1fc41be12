import type { Context } from 'hono'
import type { Kept } from '../../../base/kept.js'
import type { CampaignSums } from '../../../domain/index.js'
import type { Desk, DeskEnv } from '../desk.js'

/** A campaign as the database has it. */
export type StoredCampaign = NonNullable<Awaited<ReturnType<Desk['context']['store']['campaigns']['byId']>>>

/** Sums at hand, so that a list of old sends, or many who watch the same one, cost the database little. */
export interface KeptSums {
  over: Kept<CampaignSums>
  underWay: Kept<CampaignSums>
}

/** The campaign that an address names, or null. */
export const campaignOf = (c: Context<DeskEnv>): Promise<StoredCampaign | null> =>
  c.get('desk').context.store.campaigns.byId(c.req.param('id') ?? '')

/** A delivery's number in its audience: what follows the campaign's id. */
export const numberOf = (deliveryId: string) => Number(deliveryId.slice(deliveryId.lastIndexOf('-') + 1))

/** How a campaign stands, as a word of "campaignState"; "waiting": nothing is left to do but to decide. */
export function standingOf(
  { state, halted }: Pick<StoredCampaign, 'state' | 'halted'>,
  { uncertain, pending, sending, deferred }: CampaignSums,
): string {
  if (halted === 'stopped') return halted
  if (state === 'open' && !halted && uncertain > 0 && pending + sending + deferred === 0) return 'waiting'
  return state === 'done' ? state : (halted ?? state)
}

const tones: Record<string, string> = {
  open: 'blue',
  waiting: 'amber',
  done: 'green',
  paused: 'amber',
  stopped: 'amber',
  blocked: 'red',
}

/** The mark of a standing: a colour, and always the word as well. */
export const markOf = (standing: string) => `mark ${tones[standing] ?? 'blue'}`

/** What kind of send it is, in words; a kind without a word of its own is a send. */
export const kindWords = ({ t, texts }: Desk, kind: string) =>
  t(texts.has(`sends.kind.${kind}`) ? `sends.kind.${kind}` : 'sends.kind.other')
