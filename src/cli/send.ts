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
import { follow } from './follow.js'
import { CommandEnd, exitCodes } from './output.js'

interface SendOptions extends CommonOptions {
  date?: string
  test?: string
}

/** `semainier send`: makes the issue and sends it now, or one copy of it to `--test ADDRESS`. */
export function sendCommand(): Command {
  return withCommonOptions(new Command('send'))
    .description('compose, address and send an issue now')
    .argument('<publication>', 'name of the publication, such as weekly-agenda')
    .option(
      '--date <day>',
      'the day on which the job runs (the issue is about the week after it, or the month whose issue leaves then or next); today by default',
    )
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
    const { periodOf } = await import('../../jobs/steps/calendar-of-publication.js')
    const { publicationSettings } = await import('../../jobs/steps/publication-settings.js')
    const period = periodOf(day, publicationSettings(app.context, publication), app.context.office)
    if (!app.context.smtp) throw new CommandEnd(exitCodes.usage, app.context.texts.t('send.no-smtp'))
    const sent = options.test
      ? await sendTest(app.context, publication, period, options.test)
      : await sendNow(app.context, publication, period)
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
