import { Command, InvalidArgumentError, Option } from 'commander'
import { loadTexts, type Texts } from '../base/texts.js'
import { deliveryStates, type Settlement } from '../domain/index.js'
import type { Store } from '../store/store.js'
import { showCampaign } from './campaign-in-full.js'
import { decide } from './campaign-decide.js'
import { type CommonOptions, databaseOf, settingsOf, withCommonOptions } from './common.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

export interface CampaignsOptions extends CommonOptions {
  settle?: Settlement
  delivery?: number
  pause?: true
  resume?: true
  stop?: true
}

const decisions = ['settle', 'pause', 'resume', 'stop'] as const

function deliveryNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 9_999_999)
    throw new InvalidArgumentError('expected a number of the list, from 1')
  return number
}

/** `semainier campaigns [ID]`: the ledger's sums; one campaign in full; pausing, resuming, stopping and settling it. */
export function campaignsCommand(): Command {
  const others = (one: string) => decisions.filter((name) => name !== one)
  return withCommonOptions(new Command('campaigns'))
    .description("the ledger's sums, or one campaign in full")
    .argument('[id]', 'a campaign')
    .addOption(new Option('--pause', 'let nothing more leave, until --resume').conflicts(others('pause')))
    .addOption(new Option('--resume', 'let a paused or stopped campaign go on').conflicts(others('resume')))
    .addOption(new Option('--stop', 'end it here; --resume would send the rest').conflicts(others('stop')))
    .addOption(
      new Option('--settle <decision>', "decide about the campaign's uncertain deliveries")
        .choices(['resend', 'take-as-sent'])
        .conflicts(others('settle')),
    )
    .option('--delivery <n>', 'with --settle: only this one, by its number in the list', deliveryNumber)
    .action(async (id: string | undefined, options: CampaignsOptions) => {
      const { office } = settingsOf(options).settings
      const texts = loadTexts(office.language)
      if (!id && decisions.some((name) => options[name]))
        throw new CommandEnd(exitCodes.usage, texts.t('cli.decideWhich'))
      if (options.delivery && !options.settle) throw new CommandEnd(exitCodes.usage, texts.t('cli.deliveryAlone'))
      const { openStore } = await import('../store/store.js')
      const store = await openStore(databaseOf(options))
      try {
        if (!id) return await showAll(store, texts, options)
        if (!(await store.campaigns.byId(id)))
          throw new CommandEnd(exitCodes.usage, texts.t('cli.unknownCampaign', { id }))
        await decide(store, texts, id, options)
        await showCampaign(store, texts, id, { ...options, office })
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
      t(`campaignState.${row.halted ?? row.state}`),
      ...deliveryStates.map((state) => row.sums[state]),
      row.sums.audience,
    ])
  }
  printLine(table.toString())
}
