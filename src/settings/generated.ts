import { environmentExample, settingsDocumentation } from './documentation.js'
import { jsonSchemas } from './schemas.js'

/** Every file of the repository that is made from the declarations of the settings: path and content. */
export function generatedFiles(): Record<string, string> {
  const schemas = Object.entries(jsonSchemas()).map(([name, schema]) => [
    `config/schemas/${name}.schema.json`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ])
  return {
    ...Object.fromEntries(schemas),
    'config/SETTINGS.md': settingsDocumentation(),
    '.env.example': environmentExample(),
  }
}
