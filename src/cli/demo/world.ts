import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { type App, openApp } from '../../app.js'
import { runningClock, type SettableClock } from '../../base/clock.js'
import { createLog } from '../../base/log.js'
import { readEnvironment } from '../../settings/environment.js'
import { loadOfficeFolder, type OfficeFolder } from '../../settings/load.js'
import { demoPages } from '../../web/demo/pages.js'
import type { Recognise } from '../../web/console/desk.js'
import { createWeb, listen, PortTaken } from '../../web/web.js'
import { demoBlog } from './blog.js'
import { openInbox, type RunningInbox } from './inbox.js'

/** The Friday on which the demo begins. */
export const friday = Temporal.Instant.from('2026-07-03T14:00:00Z')
/** The Saturday on which it sends: 07:30 in Auch. */
export const saturday = Temporal.Instant.from('2026-07-04T05:30:00Z')

const issuePath = '/numeros/weekly-agenda/2026-W28'

export interface DemoWorld {
  app: App
  inbox: RunningInbox
  clock: SettableClock
  /** Where the pages are. */
  url: string
  close(): Promise<void>
}

/** Settings may be changed in the console: the demo's changes end with it. */
function ownCopy(config: string, dataDir: string): string {
  const copy = join(dataDir, 'config')
  cpSync(config, copy, { recursive: true })
  return copy
}

/** The office's settings with the demo's own blog in place of the real one. */
function demoSettings(config: string, site: string): OfficeFolder {
  const settings = loadOfficeFolder(config)
  const publication = Object.values(settings.publications).find((one) => one.kind === 'weekly-agenda')
  if (!publication) throw new Error('publications.yaml names no weekly agenda')
  const blog = {
    format: 'wordpress',
    rss: `${site}/feed/`,
    rest: `${site}/wp-json/wp/v2/posts`,
    allowPrivate: true,
    timeoutSeconds: 20,
    maxMegabytes: 10,
  } as const
  return { ...settings, feeds: { ...settings.feeds, [publication.feed]: blog } }
}

/** Opens blog, inbox, database and pages, all on loopback, at four o'clock on the demo's Friday. */
export async function openDemo({
  config,
  dataDir,
  port,
}: {
  config: string
  dataDir: string
  port: number
}): Promise<DemoWorld> {
  const inbox = await openInbox()
  const clock = runningClock(friday)
  let site = ''
  const blog = await listen(
    demoBlog(() => site),
    0,
    '127.0.0.1',
  )
  site = `http://127.0.0.1:${blog.port}`

  // The port is known before the program is built, since its mails hold the address of the pages.
  let web = new Hono()
  const front: Pick<Hono, 'fetch'> = { fetch: (request, environment) => web.fetch(request, environment) }
  // A demo that cannot have its port takes another and says so by its address.
  const pages = await listen(front, port, '127.0.0.1').catch((error: unknown) => {
    if (error instanceof PortTaken) return listen(front, 0, '127.0.0.1')
    throw error
  })
  const url = `http://127.0.0.1:${pages.port}`
  const environment = {
    ...readEnvironment({}),
    SMTP_URL: inbox.url,
    PUBLIC_URL: url,
    CHROMIUM_PATH: readEnvironment(process.env).CHROMIUM_PATH,
  }
  const app = await openApp({
    settings: demoSettings(ownCopy(config, dataDir), site),
    environment,
    dataDir,
    role: 'demo',
    log: createLog(process.env['LOG_LEVEL'] ?? 'silent'),
    clock,
  })
  const places = demoPlaces(app)
  web = createWeb(app.context, {
    recognise: demoStaff(),
    examines: true,
    demonstration: true,
    more: demoPages(app.context, { inbox, places, issuePath }),
  })
  return {
    app,
    inbox,
    clock,
    url,
    async close() {
      await pages.close()
      await app.close()
      await blog.close()
      await inbox.close()
    },
  }
}

/** Nobody signs in to the demo: whoever looks at it, on this machine, is its administrator. */
const demoStaff = (): Recognise => async () => ({
  id: 'demo',
  name: 'Camille Dupont',
  email: 'camille@example.org',
  role: 'administrator',
  language: 'fr',
  secondFactor: false,
})

/** The links of the demo's navigation. */
function demoPlaces({ context }: App) {
  const { t } = context.texts
  return [
    { label: t('demo.console'), href: '/console' },
    { label: t('demo.inbox'), href: '/demo/inbox' },
    { label: t('demo.poster'), href: `${issuePath}/affiche.pdf` },
    { label: t('demo.booklet'), href: `${issuePath}/livret.pdf` },
    { label: t('demo.online'), href: `${issuePath}/` },
    { label: t('demo.ledger'), href: '/demo/registre' },
  ]
}
