import { join } from 'node:path'
import type { z } from 'zod'
import { SettingsError, type SettingsProblem } from '../base/settings-error.js'
import { readSettingsFile, type SettingsFile } from '../base/settings-file.js'
import { typeset } from '../base/typography.js'
import { feedsSchema, type FeedsSettings } from '../domain/settings/feeds.js'
import { officeSchema, type OfficeSettings } from '../domain/settings/office.js'
import { publicationsSchema, type PublicationsSettings } from '../domain/settings/publications.js'
import type { DkimKey } from '../domain/settings/sending.js'
import { crossChecks } from './cross-checks.js'
import { readDkimKeys } from './dkim-keys.js'

export interface OfficeFolder {
  /** Where it was read; absent where the settings were made otherwise. */
  folder?: string
  office: OfficeSettings
  feeds: FeedsSettings['feeds']
  publications: PublicationsSettings['publications']
  dkimKeys: DkimKey[]
}

/**
 * Reads office.yaml, feeds.yaml and publications.yaml of `folder`, checks each, then what ties them together. `instead`
 * holds the texts of files that are to be checked before they are written.
 * @throws {SettingsError} with the problems of all three files at once.
 */
export function loadOfficeFolder(folder: string, instead: Readonly<Record<string, string>> = {}): OfficeFolder {
  const problems: SettingsProblem[] = []
  const read = <S extends z.ZodType>(name: string, schema: S): SettingsFile<z.output<S>> | null => {
    try {
      return readSettingsFile(join(folder, name), schema, instead[name])
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      problems.push(...error.problems)
      return null
    }
  }
  const office = read('office.yaml', officeSchema)
  const feeds = read('feeds.yaml', feedsSchema)
  const publications = read('publications.yaml', publicationsSchema)
  problems.push(...crossChecks({ office, feeds, publications }))
  const dkim = office ? readDkimKeys(folder, office.value) : null
  problems.push(...(dkim?.problems ?? []))
  if (!office || !dkim || !feeds || !publications || problems.length > 0) throw new SettingsError(problems)
  return {
    folder,
    office: office.value,
    feeds: feeds.value.feeds,
    publications: titled(publications.value.publications, office.value.language),
    dkimKeys: dkim.keys,
  }
}

/** Publications with their titles as they are printed: a straight apostrophe of the file is nowhere shown. */
function titled(publications: OfficeFolder['publications'], language: string): OfficeFolder['publications'] {
  const pairs = Object.entries(publications).map(([name, one]) => [
    name,
    { ...one, title: typeset(one.title, language) },
  ])
  return Object.fromEntries(pairs) as OfficeFolder['publications']
}
