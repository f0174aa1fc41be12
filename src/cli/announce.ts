import { Command } from 'commander'
import type { App } from '../app.js'
import { type CheckFinding, UnusableSegment } from '../domain/index.js'
import { unusableSentence } from '../report/segment-faults.js'
import { type CommonOptions, openForCommand, withCommonOptions } from './common.js'
import { follow } from './follow.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'
import { author } from './who.js'

interface AnnounceOptions extends CommonOptions {
  test?: string
  approve?: true
  by?: string
}

/** `semainier announce`: an edition release described in a YAML file, kept, tested, or sent once it is approved. */
export function announceCommand(): Command {
  return withCommonOptions(new Command('announce'))
    .description(
      'announce an edition described in a YAML file (its keys: release.yaml in config/SETTINGS.md) to every partner or to segments',
    )
    .argument('<file>', 'the YAML file')
    .option('--test <address>', 'send one copy to this address only; nothing is approved')
    .option('--approve', 'approve it as it is written now, and send it')
    .option('--by <name>', 'who approves, for the journal; by default whoever runs the command')
    .action(announce)
}

async function announce(path: string, options: AnnounceOptions): Promise<void> {
  const app = await openForCommand(options, 'announce')
  const { context } = app
  const { t } = context.texts
  try {
    const { readRelease } = await import('../../jobs/read-release.js')
    const { findingsOf, release, testRelease } = await import('../../jobs/edition-release.js')
    const { releaseReach } = await import('../../jobs/steps/release-audience.js')
    const { announcement, edition, approval, sent } = await readRelease(context, path)
    if (sent) throw new CommandEnd(exitCodes.refused, t('cli.releaseSent', { title: edition.title }))
    const findings = (await findingsOf(context, announcement.id)) ?? []
    if (!options.json) for (const finding of findings) printLine(findingLine(finding))
    if (options.test) {
      requireServer(app)
      const campaignId = await testRelease(context, announcement.id, options.test)
      return await follow(app, campaignId ?? '', options)
    }
    const mayLeave = options.approve === true || !approval || announcement.state === 'approved'
    if (!mayLeave) {
      const { addresses } = await releaseReach(context.store, announcement.audience)
      if (options.json)
        return printJson({ announcement: announcement.id, edition: edition.id, state: 'draft', addresses, findings })
      return printLine(t('cli.releaseWaits', { title: edition.title, file: path, count: addresses }))
    }
    requireServer(app)
    const who = author(options)
    if (announcement.state !== 'approved')
      await context.store.announcements.approve(announcement.id, announcement.revision, who)
    const released = await release(context, announcement.id, { who, door: 'command', note: edition.title })
    if ('refused' in released) {
      const blocking = 'findings' in released ? released.findings.filter((one) => one.level === 'blocks') : []
      const why = [t(`cli.release.${released.refused}`, { title: edition.title }), ...blocking.map(findingLine)]
      throw new CommandEnd(exitCodes.refused, why.join('\n'))
    }
    await follow(app, released.campaignId, options)
  } catch (error) {
    if (!(error instanceof UnusableSegment)) throw error
    throw new CommandEnd(exitCodes.refused, unusableSentence(error, context.texts))
  } finally {
    await app.close()
  }
}

const findingLine = ({ level, text }: CheckFinding) => `${level === 'blocks' ? '✗' : '!'} ${text}`

function requireServer({ context }: App): void {
  if (!context.smtp) throw new CommandEnd(exitCodes.usage, context.texts.t('send.no-smtp'))
}
