import { rm } from 'node:fs/promises'
import { databaseFile } from '../../support/database-file.js'
import { openStore } from '../../../src/store/store.js'
import type { Article } from '../../../src/domain/index.js'
import type { WeeklyAgendaSettings } from '../../../src/domain/settings/publications.js'
import type { OfficeFolder } from '../../../src/settings/load.js'
import { sendNow } from '../../../jobs/send-now.js'
import { approveIssue, holdIssue } from '../../../jobs/steps/decide.js'
import { openSink } from '../../deliver/sink.js'
import { type Random, seededRandom } from '../../support/random.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { weeklyArticle } from '../../support/weekly-article.js'
import { drawClockFault, type Fault } from './faults.js'
import { Machine } from './machine.js'
import { drawPlans, type Plan } from './plan.js'
import { SecondProcess } from './second-process.js'
import { judgeOffice, type PublicationVerdict } from './verdict.js'
import { enterPartners } from '../../support/enter-partners.js'

const minute = 60_000
const hour = 60 * minute
const zones = ['UTC', 'Europe/Paris', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Kiritimati']
export const partnersPerPublication = 3

export interface Faults {
  stops: number
  restarts: number
  crashes: number
  crashesOfTheSecond: number
  clockJumps: number
  roundsOfTwo: number
  zoneChanges: number
}

export interface OfficeStory {
  verdicts: PublicationVerdict[]
  faults: Faults
  rounds: number
}

/** Lives through years of one office in moments, with every fault that a machine under a desk knows, then judges. */
export async function simulateOffice(settings: OfficeFolder, years: number, seed: number): Promise<OfficeStory> {
  const random = seededRandom(seed)
  const from = Temporal.PlainDate.from('2026-01-01')
  const end = from.add({ years })
  const span = { from, to: end.add({ days: 14 }) }
  const plans = Object.entries(settings.publications).flatMap(([name, publication]) =>
    drawPlans(name, publication as WeeklyAgendaSettings, settings.office.timeZone, span, random),
  )
  const dataDir = await scratchFolder('years')
  const sink = await openSink()
  const zoneBefore = process.env['TZ']
  const story = new Story(settings, plans, dataDir, sink.url, random, from.toZonedDateTime('UTC').epochMilliseconds)
  try {
    await story.enterPartners()
    await story.liveUntil(end.toZonedDateTime('UTC').epochMilliseconds + 12 * 24 * hour)
    await story.end()
    const store = await openStore({ file: databaseFile(dataDir) })
    const verdicts = await judgeOffice(store, plans, sink.messages, story.faults)
    await store.close()
    return { verdicts, faults: story.faults, rounds: story.rounds }
  } finally {
    if (zoneBefore === undefined) delete process.env['TZ']
    else process.env['TZ'] = zoneBefore
    await sink.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

class Story {
  readonly faults: Faults = {
    stops: 0,
    restarts: 0,
    crashes: 0,
    crashesOfTheSecond: 0,
    clockJumps: 0,
    roundsOfTwo: 0,
    zoneChanges: 0,
  }
  rounds = 0
  /** True time, which nobody in the story sees; the machine's clock may be off by `fault`. */
  #now: number
  #fault: Fault | null = null
  readonly #second: SecondProcess
  readonly #machine: Machine
  private readonly season: Plan[]
  readonly #written = new Map<Plan, Article>()

  constructor(
    private readonly settings: OfficeFolder,
    private readonly plans: Plan[],
    dataDir: string,
    smtpUrl: string,
    private readonly random: Random,
    start: number,
  ) {
    this.#now = start
    this.season = plans.filter((plan) => plan.inSeason)
    this.#machine = new Machine({ settings, dataDir, smtpUrl, role: 'start' }, () => this.#articles())
    this.#second = new SecondProcess({ settings, dataDir, smtpUrl, role: 'second' })
  }

  get #clock(): number {
    return this.#now + (this.#fault?.offset ?? 0)
  }

  /** The blog at this moment: each series' last articles. */
  #articles(): Article[] {
    return this.plans
      .filter(
        (plan) => plan.articleAt !== null && plan.articleAt <= this.#now && plan.articleAt > this.#now - 40 * 24 * hour,
      )
      .map((plan) => {
        const known = this.#written.get(plan)
        if (known) return known
        const at = Temporal.Instant.fromEpochMilliseconds(plan.articleAt ?? 0)
        const article = weeklyArticle(plan.week, at, plan.settings.article.title)
        this.#written.set(plan, article)
        return article
      })
  }

  async #turnOn(): Promise<void> {
    this.#machine.setClock(this.#clock)
    await this.#machine.open()
  }

  async enterPartners(): Promise<void> {
    await this.#turnOn()
    const names = Object.keys(this.settings.publications)
    const partners = Array.from({ length: partnersPerPublication }, (_, index) => ({
      email: `partenaire${index + 1}@partenaires.example.org`,
    }))
    await enterPartners(this.#machine.app.context.store, partners, names)
  }

  async liveUntil(end: number): Promise<void> {
    while (this.#now < end) {
      await this.#passTime()
      this.#now = Math.min(this.#now, end)
      if (!this.#machine.isOn) await this.#turnOn()
      this.#machine.setClock(this.#clock)
      await this.#staffAct()
      await this.#round()
      await this.#restartPerhaps()
    }
  }

  /** After the last fault: a machine that works, until nothing waits any more. */
  async end(): Promise<void> {
    await this.#second.end()
    this.#fault = null
    for (let count = 0; count < 4; count++) {
      this.#now += 90 * minute
      if (!this.#machine.isOn) await this.#turnOn()
      this.#machine.setClock(this.#clock)
      await this.#machine.run()
      this.#note(true)
    }
    await this.#machine.close()
  }

  /** To the next round: minutes around an issue's hours, hours elsewhere; or a stop of the machine. */
  async #passTime(): Promise<void> {
    const now = this.#now
    const near = (at: number, hours: number) => Math.abs(now - at) < hours * hour
    const busy = this.season.some(
      (plan) => near(plan.proofAt, 2) || (now > plan.sendAt - hour && now < plan.sendBefore + 2 * hour),
    )
    const idle = !this.season.some((plan) => near(plan.sendAt, 48))
    const [least, most] = busy ? [15, 85] : idle ? [900, 2400] : [120, 480]
    const next = now + this.random.between(least, most) * minute
    const due = this.season.find((plan) => [plan.proofAt, plan.sendAt].some((at) => at > now && at <= next + hour))
    if (this.random.chance(due ? 0.1 : 0.012)) {
      this.faults.stops++
      if (this.random.chance(0.5)) await this.#machine.close()
      else if (this.#machine.isOn) await this.#crash(1)
      await this.#second.close()
      const grace = due ? due.sendBefore - due.sendAt : 10 * hour
      this.#now += this.random.chance(0.75)
        ? this.random.between(5, Math.round((grace * 0.9) / minute)) * minute
        : this.random.between(60, this.random.chance(0.1) ? 26 * 24 * 60 : 4 * 24 * 60) * minute
    } else this.#now = next
    this.#faultyClock()
  }

  #faultyClock(): void {
    if (this.#fault && this.#now >= this.#fault.until) this.#fault = null
    else if (!this.#fault && this.random.chance(0.012)) {
      this.#fault = drawClockFault(this.#now, this.random)
      this.faults.clockJumps++
    }
    if (this.random.chance(0.01)) {
      process.env['TZ'] = this.random.pick(zones)
      this.faults.zoneChanges++
    }
  }

  async #crash(power: number): Promise<void> {
    if ((await this.#machine.run(power)) === 'crashed') this.faults.crashes++
  }

  /** One round of the program, perhaps of two processes at once, perhaps the last thing that one of them does. */
  async #round(): Promise<void> {
    this.rounds++
    const busy = this.season.some((plan) => Math.abs(this.#now - plan.sendAt) < 90 * minute)
    if (!this.#second.isOpen && this.random.chance(busy ? 0.08 : 0.004)) await this.#second.open(this.#clock)
    const crash = this.random.chance(busy ? 0.2 : 0.01)
    const power = crash ? this.random.between(1, this.random.pick([25, 60, 120])) : undefined
    const killSecond = this.random.chance(0.08) ? this.random.between(0, 60) : undefined
    const [first, second] = await Promise.all([
      this.#machine.run(power),
      this.#second.isOpen ? this.#second.run(this.#clock, this.#articles(), killSecond) : null,
    ])
    if (first === 'crashed') this.faults.crashes++
    this.#note(first === 'whole')
    if (second) {
      this.faults.roundsOfTwo++
      this.#note(second === 'whole')
      if (second === 'crashed') this.faults.crashesOfTheSecond++
      else if (this.random.chance(0.1)) await this.#second.close()
    }
  }

  #note(whole: boolean): void {
    const at = this.#clock
    for (const plan of this.season) {
      if (at < plan.sendAt - 36 * hour || at > plan.sendBefore + 40 * 24 * hour) continue
      plan.happened.push({
        kind: 'run',
        at,
        whole,
        article: plan.articleAt !== null && plan.articleAt <= this.#now,
      })
    }
  }

  async #staffAct(): Promise<void> {
    const { context } = this.#machine.app
    for (const plan of this.season) {
      const [next] = plan.acts
      if (!next || next.at > this.#now) continue
      const issue = await context.store.issues.byPeriod(plan.publication, plan.period)
      const at = this.#clock
      if (next.act === 'send-by-hand') {
        const sent = await sendNow(context, plan.publication, plan.period)
        if (!sent.refused) plan.happened.push({ kind: 'sent-by-hand', at })
      } else if (!issue) {
        // Nothing to decide about yet; after three days staff have given up.
        if (this.#now < next.at + 72 * hour) continue
      } else if (next.act === 'hold') {
        if ((await holdIssue(context, issue, 'Camille Lartigue')) === 'done') plan.happened.push({ kind: 'held', at })
      } else if ((await approveIssue(context, issue, 'Camille Lartigue', issue.revision)) === 'done')
        plan.happened.push({ kind: 'approved', at })
      plan.acts.shift()
    }
  }

  async #restartPerhaps(): Promise<void> {
    if (!this.#machine.isOn || !this.random.chance(0.01)) return
    this.faults.restarts++
    await this.#machine.close()
    await this.#turnOn()
  }
}
