import { access, constants, mkdir } from 'node:fs/promises'
import { Command } from 'commander'
import type { App } from '../app.js'
import { UnusableSegment } from '../domain/index.js'
import { unusableSentence } from '../report/segment-faults.js'
import { lookAt, outerLooks, saidIn } from '../../jobs/steps/health.js'
import { reasonOf } from '../base/reason-of.js'
import { type CommonOptions, databaseOf, openForCommand, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

interface Finding {
  what: string
  ok: boolean
  /** What was found, or what to do. */
  said: string
}

/** `semainier doctor`: is everything there that Saturday needs? */
export function doctorCommand(): Command {
  return withCommonOptions(new Command('doctor'))
    .description('check settings, database, mail server, DNS records, browser and feeds')
    .action(async (options: CommonOptions) => {
      const findings: Finding[] = []
      if ('file' in databaseOf(options)) {
        await mkdir(options.data, { recursive: true })
        await access(options.data, constants.W_OK)
      }
      const app = await openForCommand(options, 'doctor')
      try {
        const { t } = app.context.texts
        const tell = (finding: Finding) => {
          findings.push(finding)
          if (!options.json) printLine(`${finding.ok ? '✓' : '✗'} ${finding.what} : ${finding.said}`)
        }
        const look = async (what: string, check: () => Promise<string>) => {
          const named = { what: t(`doctor.${what}`) }
          tell(
            await check().then(
              (said) => ({ ...named, ok: true, said }),
              (error: unknown) => ({ ...named, ok: false, said: reasonOf(error) }),
            ),
          )
        }
        await look('settings', async () => options.config)
        await look('database', async () => t('doctor.partners', { count: await app.context.store.partners.count() }))
        await look('retention', async () => {
          const { retention, timeZone } = app.context.office
          const due = Object.values(await app.context.store.retention.due(retention, timeZone))
          return t('doctor.retentionDue', { count: due.reduce((sum, one) => sum + one.count, 0) })
        })
        for (const { title, audience } of Object.values(app.context.publications))
          if (audience !== undefined) await look('audience', () => checkAudience(app, title, audience))
        await look('queue', async () => (await app.queue.check()) ?? t('doctor.queueInDatabase'))
        for (const one of outerLooks(app.context)) {
          const { subject, standing, said } = await lookAt(one)
          const advice = standing === 'good' ? '' : ` ${t(`health.advice.${subject}`)}`
          tell({ what: t(`health.what.${subject}`), ok: standing !== 'bad', said: saidIn({ t }, said) + advice })
        }
      } finally {
        await app.close()
      }
      if (options.json) printJson(findings)
      if (findings.some((finding) => !finding.ok)) throw new CommandEnd(exitCodes.failed, '')
    })
}

/** The segment that a publication goes to is there, and can be told today. */
async function checkAudience({ context: { store, texts } }: App, publication: string, name: string): Promise<string> {
  try {
    const segment = await store.segments.required(name)
    const { contacts, addresses } = await store.segments.count(segment.rule)
    const counted = texts.t('segments.counted', { contacts, shared: contacts - addresses })
    return texts.t('doctor.audienceOf', { publication, segment: segment.name, counted })
  } catch (error) {
    throw error instanceof UnusableSegment ? new Error(unusableSentence(error, texts)) : error
  }
}
