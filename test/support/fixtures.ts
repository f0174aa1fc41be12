import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Tests run compiled, in dist/test/support; fixtures stay in test/fixtures. */
export const fixturesFolder = join(import.meta.dirname, '../../../test/fixtures')

export function fixture(...path: string[]): Buffer {
  return readFileSync(join(fixturesFolder, ...path))
}
