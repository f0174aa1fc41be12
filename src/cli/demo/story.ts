import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Listr, type ListrTaskWrapper } from 'listr2'
import { composeWeeklyIssue } from '../../compose/weekly-issue.js'
import { type CampaignSums, shiftWeek, theProgram, weekAfter, weekName } from '../../domain/index.js'
import type { StoredIssue } from '../../store/issues.js'
import { importPartners } from '../../../jobs/import-partners.js'
import { weeklySettings } from '../../../jobs/steps/publication-settings.js'
import { settledCount } from '../../../jobs/steps/end-watch.js'
import { bar, watchCampaign } from '../watch-campaign.js'
import { demoData } from './blog.js'
import { type DemoWorld, saturday } from './world.js'

const publication = 'weekly-agenda'
const week = weekAfter('2026-07-04')

export interface DemoResult {
  occurrences: number
  findings: number
  messages: number
  sums: CampaignSums
}

type Task = ListrTaskWrapper<unknown, never, never>

/** Tells the Saturday job step by step, each with the program's real parts. */
export async function runDemo(world: DemoWorld, { quiet }: { quiet: boolean }): Promise<DemoResult> {
  const { t } = world.app.context.texts
  let issue: StoredIssue | null = null
  let sums: CampaignSums | null = null
  const step = (title: string, run: (tell: (output: string) => void) => Promise<string>) => ({
    title,
    task: async (_: unknown, task: Task) => {
      task.title = `${title} : ${await run((output) => (task.output = output))}`
    },
  })

  await new Listr(
    [
      step(t('demo.steps.partners'), () => enterPartners(world)),
      step(t('demo.steps.last'), () => storeWeekBefore(world)),
      step(t('demo.steps.compose'), async (tell) => {
        tell(t('demo.telling.compose'))
        await world.app.start()
        issue = await waitFor(async () => await world.app.context.store.issues.byPeriod(publication, weekName(week)))
        return t('demo.told.compose', { count: countOf(issue), findings: issue.findings.length })
      }),
      step(t('demo.steps.proof'), () => approve(world)),
      step(t('demo.steps.send'), async (tell) => {
        sums = await send(world, tell)
        return t('demo.told.send', { ...sums })
      }),
    ],
    {
      concurrent: false,
      renderer: quiet ? 'silent' : 'default',
      fallbackRenderer: 'simple',
      rendererOptions: { collapseSubtasks: false },
    } as never,
  ).run()

  if (!issue || !sums) throw new Error('the demo ended before its time')
  return {
    occurrences: countOf(issue),
    findings: (issue as StoredIssue).findings.length,
    messages: world.inbox.messages().length,
    sums,
  }
}

function countOf(issue: StoredIssue): number {
  const { content } = issue
  return content?.kind === 'weekly-agenda' ? content.days.reduce((sum, day) => sum + day.occurrences.length, 0) : 0
}

/** Looks every so often until there is something; half a minute at most. */
async function waitFor<T>(look: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await look()
    if (found) return found
    await sleep(50)
  }
  throw new Error('the demo waited too long')
}

/** What staff did before the story begins, somebody of the office did. */
const staffName = ({ office }: DemoWorld['app']['context']): string => office.staff[0]?.name ?? theProgram

async function enterPartners({ app }: DemoWorld): Promise<string> {
  const { context } = app
  const { read } = await importPartners(context.store, {
    path: join(demoData, 'partners.csv'),
    file: 'partners.csv',
    who: staffName(context),
    language: context.office.language,
    publications: Object.keys(context.publications),
    known: Object.keys(context.publications),
    dryRun: false,
  })
  // One of them has had enough: the one-click of a mailbox (RFC 8058), as Gmail sends it.
  const [first] = (await context.store.partners.subscriberPages(publication).next()).value ?? []
  if (first) {
    await fetch(`${context.publicUrl}/d/${first.token}/${publication}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
  }
  return context.texts.t('demo.told.partners', { count: read })
}

/** Last week's issue, so that this one can tell what has changed. It left before the demo begins. */
async function storeWeekBefore({ app }: DemoWorld): Promise<string> {
  const { context } = app
  const settings = weeklySettings(context, publication)
  const before = shiftWeek(week, -1)
  const { articles } = await context.collect(settings.feed)
  const choice = context.choose(articles, settings, before)
  if (choice.kind !== 'found') throw new Error('the demo blog lost last week')
  const agenda = context.read(choice.article, before)
  const content = composeWeeklyIssue({
    publication: { id: publication, title: settings.title },
    language: context.office.language,
    article: choice.article,
    agenda,
    picture: null,
    previous: null,
  })
  await context.store.transaction(async (rows) => {
    const { issue } = await rows.issues.save({
      publication,
      period: weekName(before),
      state: 'composed',
      stateReason: null,
      content,
      agenda,
      findings: [],
      fingerprint: 'week-before',
      subject: settings.title,
      files: [],
    })
    await rows.issues.move(issue.id, ['composed'], 'approved', staffName(context))
    await rows.issues.move(issue.id, ['approved'], 'sent', theProgram)
  })
  return context.texts.t('demo.told.last', { count: agenda.occurrences.length })
}

/** Staff open the proof's mail, follow its link and press the button: through SMTP and HTTP, as a person would. */
async function approve({ app, inbox, url }: DemoWorld): Promise<string> {
  const { simpleParser } = await import('mailparser')
  // The monthly news have a proof of their own in the same inbox.
  const link = await waitFor(async () => {
    for (const { raw } of inbox.messages()) {
      const [path, token] = /\/bat\/([\w-]{22})/.exec((await simpleParser(raw)).text ?? '') ?? []
      const found = token ? await app.context.store.issues.byProofToken(token) : null
      if (path && found?.issue.publication === publication) return path
    }
    return null
  })
  const page = await (await fetch(`${url}${link}`)).text()
  const revision = /name="revision" value="(\d+)"/.exec(page)?.[1] ?? ''
  await fetch(`${url}${link}/valider`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: url },
    body: new URLSearchParams({ revision }),
  })
  const issue = await app.context.store.issues.byPeriod(publication, weekName(week))
  if (issue?.state !== 'approved') throw new Error(`the proof could not be approved: the issue is ${issue?.state}`)
  return app.context.texts.t('demo.told.proof', { who: issue.decidedBy ?? '' })
}

/** Saturday, half past seven: nobody is there, and the issue leaves. */
async function send({ app, clock }: DemoWorld, tell: (output: string) => void): Promise<CampaignSums> {
  clock.set(saturday)
  await app.tick()
  const campaign = await waitFor(
    async () => await app.context.store.campaigns.byKey(`issue/${publication}/${weekName(week)}`),
  )
  const { sums } = await watchCampaign(app, campaign.id, ({ sums: now }) =>
    tell(`${bar(settledCount(now), now.audience)} ${settledCount(now)}/${now.audience}`),
  )
  return sums
}
