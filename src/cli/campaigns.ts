import { Command, Option } from 'commander'
import { loadTexts, type Texts } from '../base/texts.js'

import { deliveryStates } from '../domain/index.js'
import { reportCampaign } from '../report/campaign-report.js'
import type { Store } from '../store/store.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

interface CampaignsOptions extends CommonOptions {
  settle?: 'resend' | 'take-as-sent'
}

/** `semainier campaigns [ID]`: the ledger's sums; one campaign in full; what to do with its uncertain deliveries. */
export function campaignsCommand(): Command {
  return withCommonOptions(new Command('campaigns'))
    .description("the ledger's sums, or one campaign in full")
    .argument('[id]', 'a campaign')
    .addOption(
      new Option('--settle <decision>', "decide about the campaign's uncertain deliveries").choices([
        'resend',
        'take-as-sent',
      ]),
    )
    .action(async (id: string | undefined, options: CampaignsOptions) => {
      const texts = loadTexts(settingsOf(options).settings.office.language)
      if (options.settle && !id) throw new CommandEnd(exitCodes.usage, texts.t('cli.settleWhich'))
      const { openStore } = await import('../store/store.js')
      const store = await openStore(databaseOf(options))
      try {
        if (id) await showOne(store, texts, id, options)
        else await showAll(store, texts, options)
      } finally {
        await store.close()
      }
    })
}

async function showAll(store: Store, { t }: Texts, options: CampaignsOptions): Promise<void> {
  const campaigns = await store.campaigns.list()
  const rows = await Promise.all(
    campaigns.map(async (campaign) => ({ ...campaign, sums: await store.ledger.sums(campaign.id) })),
  )
  if (options.json) return printJson(rows)
  if (rows.length === 0) return printLine(t('cli.noCampaign'))
  const { default: Table } = await import('cli-table3')
  const table = new Table({
    style: { head: [], border: [] },
    head: [
      'id',
      t('cli.campaign'),
      t('cli.state'),
      ...deliveryStates.map((state) => t(`state.${state}`, { count: 2 })),
      t('cli.audience'),
    ],
  })
  for (const row of rows) {
    table.push([
      row.id,
      row.key,
      t(`campaignState.${row.state}`),
      ...deliveryStates.map((state) => row.sums[state]),
      row.sums.audience,
    ])
  }
  printLine(table.toString())
}

async function showOne(store: Store, { t }: Texts, id: string, options: CampaignsOptions): Promise<void> {
  const campaign = await store.campaigns.byId(id)
  if (!campaign) throw new CommandEnd(exitCodes.usage, t('cli.unknownCampaign', { id }))
  if (options.settle) await settle(store, id, options.settle)
  const deliveries = await store.campaigns.deliveries(id, { limit: 1_000_000 })
  const { sums, ...report } = reportCampaign(deliveries)
  if (options.json) return printJson({ ...campaign, message: undefined, sums, ...report, deliveries })
  printLine(`${campaign.subject} (${campaign.key})`)
  if (campaign.state_reason) printLine(campaign.state_reason)
  printLine(t('cli.sums', { ...sums, open: sums.pending + sums.sending + sums.deferred }))
  for (const { reason, count } of report.leftOut) printLine(t('cli.leftOut', { reason: t(`reason.${reason}`), count }))
  for (const { code, count, reply } of report.refusals) printLine(t('cli.refusal', { code: code ?? '', count, reply }))
  if (report.firstAccepted && report.lastAccepted)
    printLine(t('cli.period', { first: report.firstAccepted, last: report.lastAccepted }))
  const { default: Table } = await import('cli-table3')
  const table = new Table({
    style: { head: [], border: [] },
    head: [t('cli.recipient'), t('cli.state'), t('cli.attempts'), t('cli.reply')],
    colWidths: [40, 14, 10, 60],
    wordWrap: true,
  })
  for (const row of deliveries)
    table.push([
      row.email,
      t(`state.${row.state}`, { count: 1 }),
      row.attempt,
      row.reason ? t(`reason.${row.reason}`) : (row.reply ?? ''),
    ])
  printLine(table.toString())
}

async function settle(store: Store, id: string, decision: 'resend' | 'take-as-sent'): Promise<void> {
  const uncertain = await store.campaigns.deliveries(id, { state: 'uncertain', limit: 1_000_000 })
  await store.transaction(async (rows) => {
    for (const delivery of uncertain) await rows.ledger.settle(delivery.id, decision, 'command line')
    if (decision === 'resend' && uncertain.length > 0) {
      await rows.jobs.again({ key: `deliver/${id}`, kind: 'deliver', payload: { campaign: id } })
    }
  })
}
