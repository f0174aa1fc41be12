import { z } from 'zod'
import { feedsSchema } from '../domain/settings/feeds.js'
import { officeSchema } from '../domain/settings/office.js'
import { publicationsSchema } from '../domain/settings/publications.js'
import { releaseSchema } from '../domain/settings/release.js'

/** What `z.toJSONSchema` writes for settings, as far as the documentation reads it. */
export interface JsonSchema {
  type?: string
  description?: string
  default?: unknown
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  oneOf?: JsonSchema[]
  anyOf?: JsonSchema[]
}

const files = { office: officeSchema, feeds: feedsSchema, publications: publicationsSchema, release: releaseSchema }

/** The JSON Schema of each settings file by its name, as editors use it while `config/NAME.yaml` is written. */
export function jsonSchemas(): Record<keyof typeof files, JsonSchema> {
  const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema
  return {
    office: schemaOf(files.office),
    feeds: schemaOf(files.feeds),
    publications: schemaOf(files.publications),
    release: schemaOf(files.release),
  }
}
