import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Document, isMap, isSeq, parseDocument } from 'yaml'
import { readText } from '../base/settings-file.js'
import { type KeyPath, keyName, valueAt } from '../base/settings-place.js'
import { loadOfficeFolder, type OfficeFolder } from './load.js'

export type SettingsFileName = 'office.yaml' | 'feeds.yaml' | 'publications.yaml'

/** A value to write at a key; undefined takes the key out. */
export interface SettingChange {
  path: KeyPath
  value: unknown
}

/** What a change came to, for the journal. */
export interface ChangedSetting {
  key: string
  before: unknown
  after: unknown
}

/** The file is not the one that the form was made from: somebody changed it meanwhile. */
export class StaleSettings extends Error {
  override name = 'StaleSettings'
}

/** The folder of settings may not be written to. */
export class UnwritableSettings extends Error {
  override name = 'UnwritableSettings'
}

/** Tells one state of a settings file from the next. */
export function settingsHash(folder: string, file: SettingsFileName): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('base64url')
    .slice(0, 22)
}

/**
 * Writes changes into a file of settings, comments and layout kept, if it still is the one with `hash` and the folder
 * is sound with them. All at once, or not at all: a reader sees the file before or after, never in between.
 * @throws {StaleSettings} {@link UnwritableSettings}
 * @throws {SettingsError} as at the start of the program, with the lines that the file would have.
 */
export function changeSettings(
  folder: string,
  file: SettingsFileName,
  { hash, changes }: { hash: string; changes: readonly SettingChange[] },
): { settings: OfficeFolder; changed: ChangedSetting[] } {
  if (settingsHash(folder, file) !== hash) throw new StaleSettings()
  const path = join(folder, file)
  const text = readText(path)
  const document = parseDocument(text)
  const written: unknown = document.toJS()
  const before = loadOfficeFolder(folder)
  for (const { path: keys, value } of changes) {
    if (isDeepStrictEqual(valueAt(standingIn(before, file), keys), value)) continue
    if (value === undefined) document.deleteIn(keys)
    else write(document, keys, value)
  }
  if (isDeepStrictEqual(document.toJS(), written)) return { settings: before, changed: [] }
  const after = document.toString({ lineWidth: 0, indentSeq: !hangingDashes.test(text) })
  const settings = loadOfficeFolder(folder, { [file]: after })
  replaceFile(path, after)
  const changed = changes
    .map(({ path: keys }) => ({
      key: keyName(keys),
      before: valueAt(standingIn(before, file), keys),
      after: valueAt(standingIn(settings, file), keys),
    }))
    .filter((one) => !isDeepStrictEqual(one.before, one.after))
  return { settings, changed }
}

/** Writes a value, a list entry by entry, so that what stands beside the entries stays. */
function write(document: Document, keys: KeyPath, value: unknown): void {
  const list = document.getIn(keys, true)
  if (!Array.isArray(value) || !isSeq(list)) return document.setIn(keys, value)
  while (list.items.length > value.length) list.items.pop()
  for (const [index, entry] of value.entries()) {
    if (isMap(list.items[index]) && typeof entry === 'object' && entry !== null)
      for (const [name, one] of Object.entries(entry)) document.setIn([...keys, index, name], one)
    else document.setIn([...keys, index], document.createNode(entry))
  }
}

/** Lists that are written as far left as their key. */
const hangingDashes = /^( *)[^\s#-][^\n]*:[ \t]*\n(?:\s*#[^\n]*\n)*\1- /m

/** What holds for a file's keys, defaults included. */
export const standingIn = ({ office, feeds, publications }: OfficeFolder, file: SettingsFileName): unknown =>
  ({ 'office.yaml': office, 'feeds.yaml': { feeds }, 'publications.yaml': { publications } })[file]

function replaceFile(link: string, text: string): void {
  const path = realpathSync(link)
  const draft = `${path}.${process.pid}.new`
  try {
    const descriptor = openSync(draft, 'wx', statSync(path).mode & 0o777)
    try {
      writeFileSync(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new UnwritableSettings(String(error), { cause: error })
    throw error
  }
}
