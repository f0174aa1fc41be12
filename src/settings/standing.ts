import type { SettingsFileName } from './change.js'
import { settingsHash } from './change.js'
import { loadOfficeFolder, type OfficeFolder } from './load.js'
import { settingsOverview, type StandingSetting } from './overview.js'

const files = ['office.yaml', 'feeds.yaml', 'publications.yaml'] as const satisfies SettingsFileName[]

/** A folder of settings as it stands: checked, with every value's place, and what tells its files from later ones. */
export interface StandingFolder {
  settings: OfficeFolder
  rows: StandingSetting[]
  hashes: Record<SettingsFileName, string>
}

/**
 * Looks at a folder of settings; what was found serves as long as its files stay the same.
 * @throws {SettingsError} when they are no longer sound.
 */
export function standingFolder(): (folder: string) => StandingFolder {
  let last: (StandingFolder & { folder: string }) | null = null
  return (folder) => {
    const hashes = Object.fromEntries(files.map((file) => [file, settingsHash(folder, file)])) as Record<
      SettingsFileName,
      string
    >
    if (last?.folder === folder && files.every((file) => last?.hashes[file] === hashes[file])) return last
    last = { folder, hashes, settings: loadOfficeFolder(folder), rows: settingsOverview(folder) }
    return last
  }
}
