import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { readText } from '../base/settings-file.js'
import { keyName, offsetOf } from '../base/settings-place.js'
import { type SettingsFileName, standingIn } from './change.js'
import { loadOfficeFolder } from './load.js'
import { type JsonSchema, jsonSchemas } from './schemas.js'

/** A setting as it stands. */
export interface StandingSetting {
  file: SettingsFileName
  /** As it is written: "publications.weekly-agenda.send.time". */
  key: string
  /** The same for every name that an office chooses: "publications_NAME_send_time". */
  kind: string
  value: unknown
  /** From 1; null where the file says nothing and the default holds. */
  line: number | null
}

/**
 * Every setting of a folder with its value, and the line of the file that says so.
 * @throws {SettingsError} when the files are no longer sound.
 */
export function settingsOverview(folder: string): StandingSetting[] {
  const settings = loadOfficeFolder(folder)
  const schemas = jsonSchemas()
  return (['office', 'publications', 'feeds'] as const).flatMap((name) => {
    const file: SettingsFileName = `${name}.yaml`
    const lines = new LineCounter()
    const document = parseDocument(readText(join(folder, file)), { lineCounter: lines })
    return leaves(schemas[name], standingIn(settings, file), [], []).map(({ path, kind, value }) => ({
      file,
      key: keyName(path),
      kind: kind.join('_'),
      value,
      line: document.hasIn(path) ? lines.linePos(offsetOf(document.contents, path, 'key')).line : null,
    }))
  })
}

interface Leaf {
  path: string[]
  kind: string[]
  value: unknown
}

/** Of several forms of a table, the one whose fixed keys hold what is held. */
const formOf = (schema: JsonSchema, held: Record<string, unknown>): JsonSchema | undefined =>
  schema.oneOf?.find(({ properties = {} }) =>
    Object.entries(properties).every(([name, one]) => one.const === undefined || one.const === held[name]),
  ) ?? schema.oneOf?.[0]

/** The keys that hold a value of their own: one, a list, or a table without a form of its own. */
function leaves(schema: JsonSchema, value: unknown, path: string[], kind: string[]): Leaf[] {
  const held = (value ?? {}) as Record<string, unknown>
  const properties = (schema.properties ? schema : formOf(schema, held))?.properties
  if (properties)
    return Object.entries(properties).flatMap(([name, one]) =>
      leaves(one, held[name], [...path, name], [...kind, name]),
    )
  const each = schema.additionalProperties
  if (typeof each === 'object' && (each.properties ?? each.oneOf))
    return Object.entries(held).flatMap(([name, one]) => leaves(each, one, [...path, name], [...kind, 'NAME']))
  return [{ path, kind, value }]
}
