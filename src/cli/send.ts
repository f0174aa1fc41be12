import { Command } from 'commander'
import type { App } from '../app.js'
import { UnusableSegment } from '../domain/index.js'
import { unusableSentence } from '../report/segment-faults.js'
import type { StoredIssue } from '../store/issues.js'
import {
  type CommonOptions,
  dayOption,
  openForCommand,
  requirePublication,
  settingsOf,
  withCommonOptions,
} from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'
import { hourOf } from './hour.js'
import { settledCount } from '../../jobs/steps/end-watch.js'
import { bar, watchCampaign } from './watch-campaign.js'

interface SendOptions extends CommonOptions {
  date?: string
  test?: string
}

/** `semainier send`: makes the issue and sends it now, or one copy of it to `--test ADDRESS`. */
export function sendCommand(): Command {
  return withCommonOptions(new Command('send'))
    .description('compose, address and send an issue now')
    .argument('<publication>', 'name of the publication, such as weekly-agenda')
    .option('--date <day>', 'the day on which the job runs (the issue is about the week after it); today by default')
    .option('--test <address>', 'send one copy to this address only; the issue stays as it is')
    .action(send)
}

async function send(publication: string, options: SendOptions): Promise<void> {
  const { settings } = settingsOf(options)
  requirePublication(publication, { settings })
  const day = dayOption(options.date, Temporal.Now.plainDateISO(settings.office.timeZone))
  const app = await openForCommand(options, 'send')
  const interrupt = () => void app.close()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    const { sendNow, sendTest } = await import('../../jobs/send-now.js')
    const { weekAfter } = await import('../domain/index.js')
    const week = weekAfter(day.toString())
    if (!app.context.smtp) throw new CommandEnd(exitCodes.usage, app.context.texts.t('send.no-smtp'))
    const sent = options.test
      ? await sendTest(app.context, publication, week, options.test)
      : await sendNow(app.context, publication, week)
    if (sent.refused && sent.nobody)
      throw new CommandEnd(exitCodes.refused, app.context.texts.t('cli.nobody', { publication }))
    if (sent.refused) throw refusal(app, sent.issue)
    await follow(app, sent.campaignId, options)
  } catch (error) {
    if (!(error instanceof UnusableSegment)) throw error
    throw new CommandEnd(exitCodes.refused, unusableSentence(error, app.context.texts))
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await app.close()
  }
}

function refusal(app: App, issue: StoredIssue): CommandEnd {
  const findings = issue.findings.filter((finding) => finding.level === 'blocks').map((finding) => `✗ ${finding.text}`)
  return new CommandEnd(
    exitCodes.refused,
    [app.context.texts.t('cli.refused', { subject: issue.subject }), ...findings].join('\n'),
  )
}

/** Shows the campaign's progress until it is done; Ctrl-C drains, and the rest can be sent by the same command later. */
async function follow(app: App, campaignId: string, options: SendOptions): Promise<void> {
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
