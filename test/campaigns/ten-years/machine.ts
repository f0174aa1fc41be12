import { DatabaseSync } from 'node:sqlite'
import { type App, openApp } from '../../../src/app.js'
import { databaseFile } from '../../support/database-file.js'
import { type SettableClock, manualClock } from '../../../src/base/clock.js'
import { silentLog } from '../../../src/base/log.js'
import { readAgenda } from '../../../src/collect/reading/read-agenda.js'
import { loadCommunes } from '../../../src/collect/communes.js'
import type { Article } from '../../../src/domain/index.js'
import { readEnvironment } from '../../../src/settings/environment.js'
import type { OfficeFolder } from '../../../src/settings/load.js'
import { upkeep } from '../../../jobs/upkeep.js'
import { cheapRender } from '../../support/cheap-render.js'

export interface MachineOptions {
  settings: OfficeFolder
  dataDir: string
  smtpUrl: string
  role: string
}

/** What the blog says at this moment. */
export type Blog = () => Article[]

let communes: ReturnType<typeof loadCommunes> | null = null

/** No system gives a process this number: its worker is dead for whoever looks. */
const nobodysPid = 0x3fff_ffff

class Crash extends Error {}

/**
 * The program on one machine, driven by hand: the real schedule, queue, recipes, database and SMTP; only the rendering
 * is cheap and the blog is a function. It can vanish at any instant at which it looks at its clock, that is before and
 * after each write: from then on nothing is stored.
 */
export class Machine {
  #app: App | null = null
  #clock: SettableClock = manualClock(Temporal.Instant.fromEpochMilliseconds(0))
  #looksLeft = Number.POSITIVE_INFINITY

  constructor(
    private readonly options: MachineOptions,
    private readonly blog: Blog,
  ) {}

  get app(): App {
    if (!this.#app) throw new Error('the machine is off')
    return this.#app
  }

  get isOn(): boolean {
    return this.#app !== null
  }

  setClock(at: number): void {
    this.#clock.set(Temporal.Instant.fromEpochMilliseconds(at))
  }

  #now(): Temporal.Instant {
    if (--this.#looksLeft <= 0) throw new Crash('the machine lost its power')
    return this.#clock.now()
  }

  async open(): Promise<void> {
    const { settings, dataDir, smtpUrl, role } = this.options
    const environment = { ...readEnvironment({}), SMTP_URL: smtpUrl, PUBLIC_URL: 'https://tourisme.example.org' }
    const clock = { now: () => this.#now() }
    this.#app = await openApp({ settings, environment, dataDir, role, log: silentLog, clock })
    const { office } = settings
    Object.assign(this.#app.context, {
      collect: async () => ({ articles: this.blog(), raw: [] }),
      read: (article, week) => {
        communes ??= loadCommunes(office.intercommunality, office.otherCommunes)
        return readAgenda(article, { zone: office.timeZone, communes, week })
      },
      render: cheapRender,
      deadLinks: async () => [],
      stopping: () => this.#looksLeft <= 0,
    } satisfies Partial<App['context']>)
  }

  /** One round of what `start` does by itself. `power`: how many looks at the clock until the machine loses it. */
  async run(power = Number.POSITIVE_INFINITY): Promise<'whole' | 'crashed'> {
    const { app } = this
    this.#looksLeft = power
    try {
      await upkeep(app.context)
      await app.tick()
      await app.queue.runDue()
    } catch (error) {
      if (this.#looksLeft > 0) throw error
    }
    const crashed = this.#looksLeft <= 0
    this.#looksLeft = Number.POSITIVE_INFINITY
    if (crashed) await this.#vanish()
    return crashed ? 'crashed' : 'whole'
  }

  async #vanish(): Promise<void> {
    const { workerId, store } = this.app.context
    this.#app = null
    await store.close()
    const database = new DatabaseSync(databaseFile(this.options.dataDir), { timeout: 10_000 })
    database.prepare('update workers set pid = ? where id = ?').run(nobodysPid, workerId)
    database.close()
  }

  async close(): Promise<void> {
    const app = this.#app
    this.#app = null
    await app?.close()
  }
}
