import { settledCount } from '../../jobs/steps/end-watch.js'
import type { App } from '../app.js'
import type { CommonOptions } from './common.js'
import { hourOf } from './hour.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'
import { bar, watchCampaign } from './watch-campaign.js'

/** Shows the campaign's progress until it is done; Ctrl-C drains, and the rest can be sent by the same command later. */
export async function follow(app: App, campaignId: string, options: Pick<CommonOptions, 'json'>): Promise<void> {
  const { t } = app.context.texts
  app.work()
  const live = process.stdout.isTTY && !options.json
  let blocked = 0
  const end = await watchCampaign(
    app,
    campaignId,
    ({ sums, reason, end }) => {
      if (!live) return
      const tail =
        reason ??
        t('cli.progress', { accepted: sums.accepted, failed: sums.failed, waiting: sums.pending + sums.deferred }) +
          (end ? `, ${t('cli.ends', { at: hourOf(end, app.context) })}` : '')
      process.stdout.write(
        `\r\u001b[2K${bar(settledCount(sums), sums.audience)} ${settledCount(sums)}/${sums.audience}  ${tail}`,
      )
    },
    // A server that cannot be used is somebody's to mend: the command ends, and everything waits in the ledger.
    ({ state, halted }) => app.context.stopping() || halted !== null || (state === 'blocked' && ++blocked > 20),
  )
  if (live) process.stdout.write('\n')
  if (options.json)
    printJson({
      campaign: campaignId,
      state: end.state,
      reason: end.reason,
      halted: end.halted,
      end: end.end?.toString() ?? null,
      ...end.sums,
    })
  else {
    printLine(t('cli.sums', { ...end.sums, open: end.sums.pending + end.sums.sending + end.sums.deferred }))
    if (end.halted) printLine(t(`cli.followed.${end.halted}`, { id: campaignId }))
    else if (end.reason) printLine(end.reason)
  }
  if (end.state !== 'done' || end.halted)
    throw new CommandEnd(exitCodes.failed, options.json ? '' : t('cli.unfinished'))
}
