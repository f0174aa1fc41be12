import { environmentVariables } from './environment.js'
import { jsonSchemas, type JsonSchema } from './schemas.js'

type Row = [key: string, type: string, fallback: string, sentence: string]

/** config/SETTINGS.md: every key of every file and every environment variable, from their declarations. */
export function settingsDocumentation(): string {
  const files = Object.entries(jsonSchemas()).map(([name, schema]) => `## ${name}.yaml\n\n${table(rowsOf(schema))}`)
  const variables = Object.entries(environmentVariables).map(([name, one]): Row => [
    `\`${name}\``,
    one.type,
    one.default === null ? '' : `\`${one.default}\``,
    one.sentence,
  ])
  return [
    '# Settings',
    'Written from the declarations in src/; to change it, change them, then run `node dist/src/settings/write.js`.',
    ...files,
    '## Environment',
    'Each variable can also be handed over as a file: `NAME_FILE` holds its path.',
    table(variables),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

/** .env.example: every variable, commented out, with its sentence. */
export function environmentExample(): string {
  const blocks = Object.entries(environmentVariables).map(
    ([name, one]) =>
      `# ${one.sentence}\n# (${one.type}; or ${name}_FILE, the path of a file that holds it)\n#${name}=${one.default ?? ''}\n`,
  )
  return `# Copy to .env and uncomment what you need. Written by "node dist/src/settings/write.js".\n\n${blocks.join('\n')}`
}

function rowsOf(schema: JsonSchema, prefix = ''): Row[] {
  const rows: Row[] = []
  for (const { name, one, isRequired } of childrenOf(schema)) {
    const key = prefix ? `${prefix}.${name}` : name
    const written = one.default === undefined || one.type === 'object' ? '' : `\`${JSON.stringify(one.default)}\``
    const fallback = isRequired ? 'required' : written
    if (one.description) rows.push([`\`${key}\``, typeOf(one), fallback, one.description])
    rows.push(...rowsOf(one, key), ...rowsOf(one.items ?? {}, `${key}[]`))
  }
  return rows
}

interface Child {
  name: string
  one: JsonSchema
  isRequired: boolean
}

function childrenOf(schema: JsonSchema): Child[] {
  const named = Object.entries(schema.properties ?? {}).map(([name, one]) => {
    return { name, one, isRequired: schema.required?.includes(name) ?? false }
  })
  const free = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
  const anyName = free.map((one) => ({ name: 'NAME', one, isRequired: false }))
  return [...named, ...merged((schema.oneOf ?? []).flatMap(childrenOf)), ...anyName]
}

/** A key that several forms of a table share is told once for each meaning, required where it is in all of them. */
function merged(children: Child[]): Child[] {
  const known = new Map<string, Child>()
  for (const child of children) {
    const key = `${child.name} ${child.one.description ?? ''}`
    const same = known.get(key)
    known.set(key, same ? { ...same, isRequired: same.isRequired && child.isRequired } : child)
  }
  return [...known.values()]
}

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.enum) return schema.enum.map((one) => `\`${String(one)}\``).join(', ')
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(', or ')
  if (schema.items) return `list of ${typeOf(schema.items)}`
  if (schema.type === 'object') return 'keys'
  return schema.type === 'string' ? 'text' : (schema.type ?? '')
}

/** A Markdown table with aligned columns, as the formatter would leave it. */
function table(rows: Row[]): string {
  const all: Row[] = [['key', 'type', 'default', 'meaning'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const [head, ...body] = all.map(line)
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n')
}
