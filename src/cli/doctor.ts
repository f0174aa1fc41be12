import { resolveTxt } from 'node:dns/promises'
import { access, constants, mkdir } from 'node:fs/promises'
import { Command } from 'commander'
import type { App } from '../app.js'
import { UnusableSegment } from '../domain/index.js'
import { unusableSentence } from '../report/segment-faults.js'
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
        const look = async (what: string, check: () => Promise<string>) => {
          const finding = await check().then(
            (said) => ({ what: t(`doctor.${what}`), ok: true, said }),
            (error: unknown) => ({
              what: t(`doctor.${what}`),
              ok: false,
              said: error instanceof Error ? error.message : String(error),
            }),
          )
          findings.push(finding)
          if (!options.json) printLine(`${finding.ok ? '✓' : '✗'} ${finding.what} : ${finding.said}`)
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
        await look('smtp', () => checkSmtp(app))
        if (app.context.imap) await look('imap', () => checkImap(app))
        await look('publicUrl', async () => checkPublicUrl(app))
        await look('dns', () => checkDns(app))
        await look('browser', () => checkBrowser(app))
        for (const feed of new Set(Object.values(app.context.publications).map((one) => one.feed))) {
          await look('feed', async () =>
            t('doctor.articles', { feed, count: (await app.context.collect(feed)).articles.length }),
          )
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

async function checkSmtp({ context }: App): Promise<string> {
  if (!context.smtp) throw new Error(context.texts.t('send.no-smtp'))
  const { connect } = await import('../deliver/connection.js')
  const connection = await connect({ ...context.smtp, timeoutMs: 10_000 })
  connection.close()
  return `${context.smtp.host}:${context.smtp.port}`
}

async function checkImap({ context: { imap } }: App): Promise<string> {
  if (!imap) return ''
  const { openMailbox } = await import('../deliver/mailbox.js')
  const mailbox = await openMailbox(imap)
  await mailbox.close()
  return `${imap.host}:${imap.port}, ${imap.folder}`
}

/** Unsubscription links must open on partners' phones. */
function checkPublicUrl({ context }: App): string {
  const { hostname, protocol } = new URL(context.publicUrl)
  if (protocol !== 'https:' || hostname === 'localhost' || hostname.startsWith('127.'))
    throw new Error(context.texts.t('doctor.notPublic', { url: context.publicUrl }))
  return context.publicUrl
}

/** SPF (RFC 7208) and DMARC (RFC 7489) of the sender's domain: Gmail and Yahoo ask both of bulk senders. */
async function checkDns({ context }: App): Promise<string> {
  const domain = context.office.sender.address.slice(context.office.sender.address.indexOf('@') + 1)
  const has = async (name: string, start: string) =>
    (await resolveTxt(name).catch(() => [])).some((parts) => parts.join('').toLowerCase().startsWith(start))
  const missing = [
    (await has(domain, 'v=spf1')) ? null : 'SPF',
    (await has(`_dmarc.${domain}`, 'v=dmarc1')) ? null : 'DMARC',
  ].filter(Boolean)
  if (missing.length > 0) throw new Error(context.texts.t('doctor.dnsMissing', { domain, records: missing.join(', ') }))
  return domain
}

async function checkBrowser({ context }: App): Promise<string> {
  return await context.browserVersion()
}
