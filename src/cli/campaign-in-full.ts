import { estimateCampaign } from '../../jobs/steps/estimate-campaign.js'
import { systemClock } from '../base/clock.js'
import type { Texts } from '../base/texts.js'
import { type DeliveryState, logDecider } from '../domain/index.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { reportCampaign } from '../report/campaign-report.js'
import { speedOf } from '../report/estimate.js'
import type { Store } from '../store/store.js'
import { numberOf } from './campaign-decide.js'
import type { CommonOptions } from './common.js'
import { hourOf } from './hour.js'
import { CommandEnd, exitCodes, printJson, printLine } from './output.js'

type Campaign = NonNullable<Awaited<ReturnType<Store['campaigns']['byId']>>>
type Delivery = Awaited<ReturnType<Store['campaigns']['deliveries']>>[number]

const isOpen = new Set<DeliveryState>(['pending', 'sending', 'deferred'])

/** One campaign: its sums, what stands in its way and what to do, what was decided by whom, and every line of it. */
export async function showCampaign(
  store: Store,
  texts: Texts,
  id: string,
  { office, ...options }: CommonOptions & { office: OfficeSettings },
): Promise<void> {
  const { t } = texts
  const campaign = await store.campaigns.byId(id)
  if (!campaign) throw new CommandEnd(exitCodes.usage, t('cli.unknownCampaign', { id }))
  const deliveries = await store.campaigns.deliveries(id, { limit: 1_000_000 })
  const events = await store.campaigns.events(id)
  const settlements = (await store.campaigns.settlements(id)).map(({ delivery_id, ...one }) => ({
    delivery: numberOf(delivery_id),
    ...one,
  }))
  const { sums, ...report } = reportCampaign(deliveries)
  const goesOn = campaign.state === 'open' && !campaign.halted
  const speed = speedOf(deliveries, systemClock.now())
  const end = goesOn ? await estimateCampaign({ store, clock: systemClock, office }, id, speed) : null
  if (options.json) {
    const halt = campaign.halted === 'stopped' ? { stopped: whoHasHadIt(deliveries) } : {}
    const lines = deliveries.map((one) => ({ number: numberOf(one.id), ...one }))
    return printJson({
      ...campaign,
      message: undefined,
      sums,
      ...report,
      ...halt,
      end: end?.toString() ?? null,
      events,
      settlements,
      deliveries: lines,
    })
  }
  printLine(`${campaign.subject} (${campaign.key})`)
  for (const line of standing(texts, campaign, deliveries)) printLine(line)
  printLine(t('cli.sums', { ...sums, open: sums.pending + sums.sending + sums.deferred }))
  if (end) printLine(t('cli.ends', { at: hourOf(end, { office, clock: systemClock }) }))
  for (const { reason, count } of report.leftOut) printLine(t('cli.leftOut', { reason: t(`reason.${reason}`), count }))
  for (const { code, count, reply } of report.refusals) printLine(t('cli.refusal', { code: code ?? '', count, reply }))
  if (report.firstAccepted && report.lastAccepted)
    printLine(t('cli.period', { first: report.firstAccepted, last: report.lastAccepted }))
  for (const { at, who, what } of events) printLine(t('cli.event', { at, who, what: t(`campaignEvent.${what}`) }))
  for (const { at, who, what, delivery } of settlements)
    printLine(
      t('cli.settlement', { at, who: decider(texts, who), what: t(`reason.${what}`), number: String(delivery) }),
    )
  await printLines(texts, deliveries)
}

/** What stands in the campaign's way, and what to do about it. */
function standing({ t, language }: Texts, campaign: Campaign, deliveries: readonly Delivery[]): string[] {
  const lines: string[] = []
  const values = { id: campaign.id, who: campaign.halted_by ?? '', at: campaign.halted_at ?? '' }
  if (campaign.halted === 'paused') lines.push(t('cli.isPaused', values))
  if (campaign.halted === 'stopped') {
    const { have, haveNot, unsure } = whoHasHadIt(deliveries)
    const rest = haveNot.filter((one) => isOpen.has(one.state)).length
    const counts = { have: have.length, haveNot: haveNot.length, unsure: unsure.length, rest }
    lines.push(t('cli.isStopped', { ...values, ...counts }))
  } else if (campaign.state_reason) lines.push(campaign.state_reason)
  const uncertain = deliveries.filter((one) => one.state === 'uncertain').length
  if (uncertain > 0) lines.push(t('cli.isUncertain', { id: campaign.id, count: uncertain }))
  if (campaign.state === 'blocked' || campaign.halted || uncertain > 0)
    lines.push(t('cli.help', { page: helpPage(language) }))
  return lines
}

const helpPage = (language: string) =>
  language === 'fr' ? 'docs/quand-un-envoi-s-arrete.md' : 'docs/when-a-send-stops.md'

/** Who has had a stopped campaign and who has not; those left out were never meant to. */
function whoHasHadIt(deliveries: readonly Delivery[]) {
  const pick = (belongs: (state: DeliveryState) => boolean) =>
    deliveries
      .filter((one) => belongs(one.state))
      .map(({ id, email, state }) => ({ number: numberOf(id), email, state }))
  return {
    have: pick((state) => state === 'accepted'),
    haveNot: pick((state) => isOpen.has(state) || state === 'failed'),
    unsure: pick((state) => state === 'uncertain'),
  }
}

const decider = ({ t }: Texts, who: string | null) => (who === logDecider ? t('cli.theLog') : (who ?? ''))

async function printLines({ t }: Texts, deliveries: readonly Delivery[]): Promise<void> {
  const { default: Table } = await import('cli-table3')
  const table = new Table({
    style: { head: [], border: [] },
    head: ['n°', t('cli.recipient'), t('cli.state'), t('cli.attempts'), t('cli.reply')],
    colWidths: [9, 40, 14, 10, 60],
    wordWrap: true,
  })
  for (const row of deliveries)
    table.push([
      numberOf(row.id),
      row.email,
      t(`state.${row.state}`, { count: 1 }),
      row.attempt,
      row.reason ? t(`reason.${row.reason}`) : (row.reply ?? ''),
    ])
  printLine(table.toString())
}
