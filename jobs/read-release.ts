import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UnusablePdf } from '../src/base/pdf-file.js'
import { SettingsError } from '../src/base/settings-error.js'
import { readSettingsFile, type SettingsFile } from '../src/base/settings-file.js'
import {
  type Announcement,
  coverNames,
  type Edition,
  type EditionDetails,
  editionFiles,
  everyPartner,
} from '../src/domain/index.js'
import { type ReleaseFile, releaseSchema } from '../src/domain/settings/release.js'
import { UnusablePicture } from '../src/base/picture.js'
import type { Rows } from '../src/store/store.js'
import { drawPages } from './edition-pages.js'
import type { JobContext } from './steps/context.js'
import { readEditionFiles } from './steps/edition-files.js'

/** A release that a file describes, stored; `sent` when it had left before, and nothing was changed. */
export interface StoredRelease {
  announcement: Announcement
  edition: Edition
  approval: boolean
  sent: boolean
}

const isWebAddress = (text: string) => /^https?:\/\//i.test(text)

/**
 * Reads the file that describes a release, and stores the edition and its announcement; the same file again changes
 * what is not sent yet. Copies are entered for places that the edition does not have yet.
 * @throws {SettingsError} with file, line and key of all that is wrong in it
 */
export async function readRelease(context: JobContext, path: string): Promise<StoredRelease> {
  const file = readSettingsFile(path, releaseSchema)
  const { edition, announcement } = file.value
  const beside = (name: string | undefined) =>
    name === undefined || isWebAddress(name) ? null : resolve(dirname(path), name)
  const given = { pdf: beside(edition.pdf), cover: beside(edition.cover) }
  refuse(fileProblems(file, given))
  const storeFiles = await readEditionFiles(context, given).catch((error: unknown) => {
    throw new SettingsError([fileProblem(context, file, error)])
  })
  const release = await context.store.transaction(async (rows): Promise<StoredRelease> => {
    refuse(await storeProblems(context, rows, file))
    const stored = await storeEdition(rows, edition)
    await storeFiles(rows, stored.id)
    const known = new Set((await rows.editions.stock(stored.id)).map((one) => one.place))
    for (const [place, copies] of Object.entries(edition.stock))
      if (!known.has(place)) await rows.editions.setStock(stored.id, place, copies)
    const [latest] = await rows.announcements.list({ editionId: stored.id, limit: 1 })
    const { subject, message, share } = announcement
    // A picture comes from the console, and stays when the file is read again.
    const content = { subject, message, share, picture: latest?.content.picture ?? null }
    const written = {
      editionId: stored.id,
      content,
      audience: announcement.to,
      reminderDays: announcement.reminderDays ?? null,
    }
    const result = { edition: stored, approval: announcement.approval }
    if (latest?.state === 'sent') return { ...result, announcement: latest, sent: true }
    const same =
      latest &&
      JSON.stringify([latest.content, latest.audience, latest.reminderDays]) ===
        JSON.stringify([written.content, written.audience, written.reminderDays])
    const kept = same ? latest : await rows.announcements.save(written, latest?.id ?? null)
    if (!kept) throw new Error('the release was sent while it was read')
    return { ...result, announcement: kept, sent: false }
  })
  // The mail shows the cover: it does not wait for all the pages.
  const pdf = await context.store.editions.fileOf(release.edition.id, editionFiles.pdf)
  const cover = await context.store.editions.firstFileOf(release.edition.id, coverNames.cover)
  if (pdf && !cover) await drawPages(context, { pdf: pdf.hash }, 1)
  context.wake()
  return release
}

function refuse(problems: ConstructorParameters<typeof SettingsError>[0]): void {
  if (problems.length > 0) throw new SettingsError(problems)
}

function fileProblems(file: SettingsFile<ReleaseFile>, given: { pdf: string | null; cover: string | null }) {
  return (['pdf', 'cover'] as const).flatMap((key) => {
    const path = given[key]
    if (key === 'cover' && path === null && file.value.edition.cover)
      return [file.problem(['edition', key], 'donnez un fichier placé à côté de celui-ci, et non une adresse')]
    return path === null || existsSync(path) ? [] : [file.problem(['edition', key], 'ce fichier n’existe pas')]
  })
}

function fileProblem({ texts, office }: JobContext, file: SettingsFile<ReleaseFile>, error: unknown) {
  if (error instanceof UnusablePdf)
    return file.problem(['edition', 'pdf'], texts.t(`release.pdf.${error.code}`, { most: office.editions.largestPdf }))
  if (error instanceof UnusablePicture)
    return file.problem(['edition', 'cover'], texts.t(`release.cover.${error.code}`))
  throw error
}

/** What only the database can tell: segments and an earlier edition that are not there. */
async function storeProblems({ texts }: JobContext, rows: Rows, file: SettingsFile<ReleaseFile>) {
  const { announcement, edition } = file.value
  const problems = []
  const named = announcement.to === everyPartner ? [] : announcement.to
  for (const [index, name] of named.entries())
    if (!(await rows.segments.byName(name))) {
      const why = name === everyPartner ? 'release.everyPartnerListed' : 'release.noSegment'
      problems.push(file.problem(['announcement', 'to', index], texts.t(why, { segment: name })))
    }
  const { replaces } = edition
  if (replaces && !(await rows.editions.byTitle(replaces.title, replaces.year)))
    problems.push(file.problem(['edition', 'replaces'], texts.t('release.noEdition', { ...replaces })))
  return problems
}

async function storeEdition(rows: Rows, edition: ReleaseFile['edition']): Promise<Edition> {
  const earlier = edition.replaces && (await rows.editions.byTitle(edition.replaces.title, edition.replaces.year))
  const details: EditionDetails = {
    title: edition.title,
    kind: edition.kind,
    year: edition.year,
    languages: edition.languages,
    pdfUrl: edition.pdf !== undefined && isWebAddress(edition.pdf) ? edition.pdf : null,
    onlineUrl: edition.online ?? null,
    copiesPerBox: edition.copiesPerBox ?? null,
    grams: edition.grams ?? null,
    replaces: earlier?.id ?? null,
  }
  const known = await rows.editions.byTitle(edition.title, edition.year)
  if (known) await rows.editions.change(known.id, details)
  const stored = known ? await rows.editions.byId(known.id) : await rows.editions.add(details)
  if (!stored) throw new Error(`the edition ${edition.title} could not be stored`)
  return stored
}
