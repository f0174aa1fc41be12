import type { Texts } from '../base/texts.js'
import type { Store } from '../store/store.js'
import type { CampaignsOptions } from './campaigns.js'
import { CommandEnd, exitCodes, printLine } from './output.js'
import { operator } from './who.js'

/** Carries out what the options of `campaigns ID` decide, in the name of whoever runs the command. */
export async function decide(store: Store, { t }: Texts, id: string, options: CampaignsOptions): Promise<void> {
  if (!options.pause && !options.resume && !options.stop && !options.settle) return
  // Loaded only for a decision: the jobs bring the whole sending with them.
  const { haltCampaign, resumeCampaign, settleDeliveries } = await import('../../jobs/steps/campaign-decisions.js')
  const who = operator()
  const done = (key: string, values: Record<string, number> = {}) => {
    if (!options.json) printLine(t(key, values))
  }
  const refuse = (key: string, values: Record<string, number> = {}): never => {
    throw new CommandEnd(exitCodes.refused, t(key, values))
  }
  if (options.pause || options.stop) {
    const kind = options.pause ? 'paused' : 'stopped'
    if (!(await haltCampaign(store, id, kind, who))) refuse('cli.notUnderWay')
    done(`cli.${kind}`)
  }
  if (options.resume) {
    if (!(await resumeCampaign(store, id, who))) refuse('cli.notHalted')
    done('cli.resumed')
  }
  if (options.settle) {
    const uncertain = await store.campaigns.deliveries(id, { state: 'uncertain', limit: 1_000_000 })
    const number = options.delivery
    const chosen = uncertain.filter((one) => number === undefined || numberOf(one.id) === number)
    const count = await settleDeliveries(
      store,
      id,
      chosen.map((one) => one.id),
      options.settle,
      who,
    )
    if (number !== undefined && count === 0) refuse('cli.notUncertain', { number })
    done(`cli.settled.${options.settle}`, { count })
  }
}

/** A delivery's number in its audience: what follows the campaign's id. */
export const numberOf = (deliveryId: string) => Number(deliveryId.slice(deliveryId.lastIndexOf('-') + 1))
