import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../../shared')

/** Sample files of others, which may lie beside the project; none where they do not. Paths match `pattern`. */
export function samples(pattern: string): string[] {
  if (!existsSync(folder)) return []
  return globSync(join(folder, pattern)).filter((path) => statSync(path).isFile())
}
