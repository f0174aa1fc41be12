import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ColumnMap } from '../src/collect/partners/columns.js'
import { tempFolder } from '../src/base/temp-folder.js'
import { PartnersFileError, type Refusal } from '../src/collect/partners/partner-row.js'
import { partnersIn } from '../src/collect/partners/read.js'
import { staffOrigin } from '../src/domain/index.js'
import type { RowChange } from '../src/store/directory/details.js'
import type { SubscriptionChange, SubscriptionCounts } from '../src/store/directory/subscribe.js'
import type { ImportDraft } from '../src/store/import-drafts.js'
import type { Store } from '../src/store/store.js'
import { type ImportReport, importPartners, unknownPublications } from './import-partners.js'
import type { JobContext } from './steps/context.js'

export interface ImportDraftPayload {
  draft: string
  /** False for the dry run. */
  write: boolean
}

/** What a dry run or an import came to, as it is kept with the draft. */
export interface DraftReport extends Pick<
  ImportReport,
  'read' | 'added' | 'changed' | 'unchanged' | 'refusedCount' | 'refused'
> {
  changes: DraftChange[]
  /** Missing in what an older version kept. */
  subscriptions?: SubscriptionCounts
}

export interface DraftChange {
  line: number
  name: string
  organisation: string | null
  changes: RowChange[]
  /** Missing in what an older version kept. */
  subscriptions?: SubscriptionChange | null
}

/** A report is looked at, not searched: the first lines tell what is wrong with a list. */
const refusalsShown = 200
const changesShown = 100

type Context = Pick<JobContext, 'store' | 'office' | 'publications' | 'wake'>

/** Puts the dry run of a draft, or its import, into the queue. */
export async function queueDraft({ store, wake }: Pick<Context, 'store' | 'wake'>, payload: ImportDraftPayload) {
  const key = `import/${payload.draft}/${payload.write ? 'write' : 'rehearse'}`
  await store.jobs.again({ key, kind: 'import', payload })
  wake()
}

/** Runs what was asked of a draft. What is wrong with the list is kept with it, in a sentence. */
export async function runImportDraft(context: Context, { draft: id, write }: ImportDraftPayload): Promise<undefined> {
  const { store, office, publications } = context
  const running = write ? 'importing' : 'rehearsing'
  const draft = await store.importDrafts.byId(id)
  if (draft?.state !== running) return
  try {
    await withListOf(store, draft, async (path) => {
      const report = await importPartners(store, {
        path,
        file: draft.file,
        who: draft.who,
        publications: JSON.parse(draft.publications) as string[],
        known: Object.keys(publications),
        language: office.language,
        columns: columnsOf(draft, office.partners.columns),
        dryRun: !write,
        progress: tellingProgress(store, id),
        async record(rows, done) {
          if (!write) return
          const kept = { state: 'done', report: asKept(done), import_id: done.id, body: new Uint8Array() } as const
          // Another process that took this one for dead has written the list.
          if (!(await rows.importDrafts.move(id, [running], kept))) throw new AlreadyWritten()
          const subject = `import/${done.id ?? ''}`
          await rows.journal.write([{ what: 'imported', contactId: null, subject }], staffOrigin(draft.who, draft.file))
        },
      })
      if (!write) await store.importDrafts.move(id, [running], { state: 'rehearsed', report: asKept(report) })
    })
  } catch (error) {
    if (error instanceof AlreadyWritten) return
    if (!(error instanceof PartnersFileError)) throw error
    await store.importDrafts.move(id, [running], { state: 'failed', failure: error.message })
  }
}

class AlreadyWritten extends Error {}

/** The office's own headings, then what was chosen for this list. */
export const columnsOf = (draft: Pick<ImportDraft, 'columns'>, own: ColumnMap): ColumnMap => ({
  ...own,
  ...(JSON.parse(draft.columns) as ColumnMap),
})

/** The bytes of a draft as a file that nobody else may read, for as long as `work` lasts. */
export async function withListOf<T>(
  store: Store,
  { id }: Pick<ImportDraft, 'id'>,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await tempFolder('import')
  try {
    const path = join(folder, 'list')
    await writeFile(path, (await store.importDrafts.body(id)) ?? '', { mode: 0o600 })
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Everything that a list's import would refuse, part by part. */
export async function* refusalsIn(
  path: string,
  { columns, known }: { columns: ColumnMap; known: readonly string[] },
): AsyncGenerator<Refusal[]> {
  for await (const { rows, refused } of partnersIn(path, { columns }))
    yield [...refused, ...rows.flatMap((row) => unknownPublications(row, known))]
}

/** Tells how far it is, beside the transaction and not faster than the database takes it. */
function tellingProgress(store: Store, id: string) {
  let isTelling = false
  return (_share: number, lines: number) => {
    if (isTelling) return
    isTelling = true
    store.importDrafts
      .move(id, ['rehearsing', 'importing'], { lines })
      .finally(() => (isTelling = false))
      .catch(() => {})
  }
}

function asKept(report: ImportReport): string {
  const { read, added, changed, unchanged, refusedCount, subscriptions } = report
  const kept: DraftReport = {
    read,
    added,
    changed,
    unchanged,
    refusedCount,
    subscriptions,
    refused: report.refused.slice(0, refusalsShown),
    changes: report.changes.slice(0, changesShown).map(({ line, changes, ...one }) => ({
      line: line.line,
      name: line.organisation ?? line.contactName ?? line.email ?? '',
      organisation: line.organisation,
      changes,
      subscriptions: one.subscriptions,
    })),
  }
  return JSON.stringify(kept)
}
