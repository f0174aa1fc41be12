import { z } from 'zod'
import type { KeyPath } from './settings-place.js'

/** The part of JSON Schema that `z.toJSONSchema` writes for settings. */
interface SettingsSchema {
  properties?: Record<string, SettingsSchema>
  additionalProperties?: SettingsSchema | boolean
  items?: SettingsSchema
  oneOf?: SettingsSchema[]
  anyOf?: SettingsSchema[]
}

/** The keys that `schema` knows under `path`, in the order of their declaration. */
export function knownKeys(schema: z.ZodType, path: KeyPath): string[] {
  let here = [z.toJSONSchema(schema, { io: 'input' }) as SettingsSchema]
  for (const key of path) here = here.flatMap(alternatives).flatMap((one) => childOf(one, key))
  return [...new Set(here.flatMap(alternatives).flatMap((one) => Object.keys(one.properties ?? {})))]
}

function alternatives(schema: SettingsSchema): SettingsSchema[] {
  return [schema, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]
}

function childOf(schema: SettingsSchema, key: PropertyKey): SettingsSchema[] {
  if (typeof key === 'number') return schema.items ? [schema.items] : []
  const named = schema.properties?.[String(key)]
  if (named) return [named]
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
}
