import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { columnsOf, queueDraft, refusalsIn, withListOf } from '../../../../jobs/import-draft.js'
import { largestHandedIn, whyNoList } from '../../../collect/partners/handed-in.js'
import { PartnersFileError } from '../../../collect/partners/partner-row.js'
import { previewOf } from '../../../collect/partners/preview.js'
import { type ListField, listFields } from '../../../domain/settings/partners.js'
import { csvLine } from '../../../report/csv.js'
import type { ImportDraft } from '../../../store/import-drafts.js'
import { ticked } from '../../public-page.js'
import { type DeskEnv, done } from '../desk.js'
import { only } from '../guards.js'
import { columnsStep, doneStep, failedStep, reportStep, waitingStep } from './import-steps.js'
import { startStep } from './import-start.js'
import { unknownPartner } from './organisation.js'
import { home } from './words.js'

export const importHome = `${home}/importer`

/** How long an answer waits for a short list: who imports twenty lines sees no waiting page. */
const patienceMs = 1500
const lookMs = 40

/** A list handed in, looked at, tried, then entered or forgotten; each step a page of its own. */
export function importScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.use('/importer', only('editor'))
  app.use('/importer/*', only('editor'))

  app.get('/importer', (c) => startStep(c))

  const limit = bodyLimit({ maxSize: largestHandedIn + 10_000, onError: (c) => startStep(c, 'large') })
  app.post('/importer', limit, async (c) => {
    const { context, staff } = c.get('desk')
    const file = (await c.req.parseBody())['file']
    if (!(file instanceof File) || file.size === 0) return startStep(c, 'empty')
    const body = Buffer.from(await file.arrayBuffer())
    const why = await whyNoList(body)
    if (why) return startStep(c, why)
    const id = await context.store.importDrafts.add({
      staff_id: staff.id,
      who: staff.name,
      file: nameToShow(file.name),
      body,
      publications: JSON.stringify(Object.keys(context.publications)),
    })
    try {
      await withListOf(context.store, { id }, (path) => previewOf(path))
    } catch (error) {
      await context.store.importDrafts.remove(id, staff.id)
      if (error instanceof PartnersFileError) return startStep(c, 'other', error.message)
      throw error
    }
    return c.redirect(`${importHome}/${id}`, 303)
  })

  app.get('/importer/:draft', async (c) => {
    const draft = await ownDraft(c)
    if (!draft) return unknownPartner(c)
    if (draft.state === 'new' || (draft.state === 'rehearsed' && c.req.query('colonnes') !== undefined))
      return await columnsPage(c, draft)
    if (draft.state === 'rehearsing' || draft.state === 'importing') return waitingStep(c, draft)
    if (draft.state === 'failed') return failedStep(c, draft)
    return draft.state === 'done' ? await doneStep(c, draft) : reportStep(c, draft)
  })

  app.post('/importer/:draft/colonnes', async (c) => {
    const { context } = c.get('desk')
    const draft = await ownDraft(c)
    if (!draft) return unknownPartner(c)
    const form = await c.req.parseBody({ all: true })
    const { headings } = await withListOf(context.store, draft, (path) => previewOf(path))
    const columns = Object.fromEntries(
      headings.flatMap((heading, index) => {
        const chosen = form[`c${index}`]
        const field = listFields.find((one) => one === chosen) ?? 'ignored'
        return heading === '' || chosen === undefined ? [] : [[heading, field] as const]
      }),
    )
    const chosen = Object.values<ListField | 'ignored'>(columns)
    if (!chosen.includes('email')) return await columnsPage(c, { ...draft, columns: JSON.stringify(columns) }, true)
    const publications = ticked(form, 'publication', Object.keys(context.publications))
    const change = { columns: JSON.stringify(columns), publications: JSON.stringify(publications) }
    await context.store.importDrafts.move(draft.id, ['new', 'rehearsed', 'failed'], {
      ...change,
      state: 'rehearsing',
      lines: 0,
      failure: null,
    })
    return await begin(c, draft, false)
  })

  app.post('/importer/:draft/entrer', async (c) => {
    const { context } = c.get('desk')
    const draft = await ownDraft(c)
    if (!draft) return unknownPartner(c)
    // Pressed twice, it begins once.
    const begins = await context.store.importDrafts.move(draft.id, ['rehearsed'], { state: 'importing', lines: 0 })
    return begins ? await begin(c, draft, true) : c.redirect(`${importHome}/${draft.id}`, 303)
  })

  app.post('/importer/:draft/abandonner', async (c) => {
    const { context, staff } = c.get('desk')
    await context.store.importDrafts.remove(c.req.param('draft'), staff.id)
    return done(c, importHome, 'importForgotten')
  })

  app.get('/importer/:draft/refus.csv', async (c) => {
    const { t, context } = c.get('desk')
    const draft = await ownDraft(c)
    if (draft?.state !== 'rehearsed') return unknownPartner(c)
    const cells = [['line', 'who', 'column', 'value', 'why'].map((one) => t(`importDesk.refused.${one}`))]
    const reading = {
      columns: columnsOf(draft, context.office.partners.columns),
      known: Object.keys(context.publications),
    }
    await withListOf(context.store, draft, async (path) => {
      for await (const part of refusalsIn(path, reading))
        cells.push(
          ...part.map(({ line, who, column, value, why }) => [String(line), who ?? '', column ?? '', value ?? '', why]),
        )
    })
    const text = cells.map(csvLine).join('')
    return c.body(`\ufeff${text}`, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="lignes-refusees.csv"',
    })
  })
  return app
}

const ownDraft = async (c: Context<DeskEnv>): Promise<ImportDraft | null> => {
  const { context, staff } = c.get('desk')
  return await context.store.importDrafts.byId(c.req.param('draft') ?? '', staff.id)
}

async function columnsPage(c: Context<DeskEnv>, draft: ImportDraft, isMissing = false) {
  const { context } = c.get('desk')
  const told = columnsOf(draft, context.office.partners.columns)
  const preview = await withListOf(context.store, draft, (path) => previewOf(path, told))
  return columnsStep(c, draft, { preview, isMissing })
}

async function begin(c: Context<DeskEnv>, draft: ImportDraft, write: boolean) {
  const { context } = c.get('desk')
  await queueDraft(context, { draft: draft.id, write })
  const until = performance.now() + patienceMs
  for (;;) {
    const { state } = (await context.store.importDrafts.byId(draft.id)) ?? { state: 'failed' }
    if ((state !== 'rehearsing' && state !== 'importing') || performance.now() > until) break
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
  return c.redirect(`${importHome}/${draft.id}`, 303)
}

/** The last part of a name that a browser sends, for people to read: it names no file of ours. */
const nameToShow = (name: string) =>
  (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 120) || 'liste'
