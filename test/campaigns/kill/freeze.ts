import { openApp } from '../../../src/app.js'
import { silentLog } from '../../../src/base/log.js'
import { shiftWeek, weekOf } from '../../../src/domain/index.js'
import { readEnvironment } from '../../../src/settings/environment.js'
import { loadOfficeFolder } from '../../../src/settings/load.js'
import { weekName } from '../../../src/domain/index.js'
import { sendNow } from '../../../jobs/send-now.js'
import { cheapRender } from '../../support/cheap-render.js'
import { weeklyArticle } from '../../support/weekly-article.js'
import { enterPartners as enterListed } from '../../support/enter-partners.js'

export interface Folders {
  configDir: string
  dataDir: string
  /** In place of the SQLite file of `dataDir`. */
  databaseUrl?: string
}

async function withProgram<T>(
  { configDir, dataDir, databaseUrl }: Folders,
  work: (app: Awaited<ReturnType<typeof openApp>>) => Promise<T>,
) {
  const app = await openApp({
    settings: loadOfficeFolder(configDir),
    environment: { ...readEnvironment({}), DATABASE_URL: databaseUrl ?? null, SMTP_URL: 'smtp://127.0.0.1:9' },
    dataDir,
    role: 'freeze',
    log: silentLog,
  })
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

/** Enters `count` partners; besides them, one that shares a mailbox and one that has unsubscribed. */
export async function enterPartners(folders: Folders, count: number): Promise<void> {
  await withProgram(folders, async ({ context: { store } }) => {
    const partners = Array.from({ length: count }, (_, index) => ({
      organisation: `Gîte ${index + 1}`,
      email: `partenaire${index + 1}@partenaires.example.org`,
    }))
    partners.push(
      { organisation: 'Le même', email: 'PARTENAIRE1@partenaires.example.org' },
      { organisation: 'Parti', email: 'parti@partenaires.example.org' },
    )
    await enterListed(store, partners, ['agenda'])
    const gone = ((await store.partners.subscriberPages('agenda', 100_000).next()).value ?? []).find((one) =>
      one.email.startsWith('parti@'),
    )
    if (gone) await store.partners.unsubscribe(gone.id, 'agenda', 'unsubscribe-page')
  })
}

/** Makes the issue of the `number`th week, as `semainier send` does, and freezes its campaign; gives the campaign's id. */
export function freezeCampaign(folders: Folders, number: number): Promise<string> {
  return withProgram(folders, async ({ context }) => {
    const week = shiftWeek(weekOf('2026-07-06'), number)
    Object.assign(context, {
      collect: async () => ({ articles: [weeklyArticle(week, context.clock.now())], raw: [] }),
      render: cheapRender,
      deadLinks: async () => [],
    } satisfies Partial<typeof context>)
    const sent = await sendNow(context, 'agenda', weekName(week))
    if (sent.refused) throw new Error(`the issue is held: ${sent.issue.findings.map((one) => one.text).join(' ')}`)
    return sent.campaignId
  })
}
