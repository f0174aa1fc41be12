import { existsSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

/** The folder of the program, which holds templates/ and config/. */
export const programRoot = findRoot()

/**
 * `parts` joined under `folder`.
 * @throws RangeError when the result would leave the folder ("../" or an absolute part).
 */
export function pathInside(folder: string, ...parts: string[]): string {
  const root = resolve(folder)
  const path = resolve(root, ...parts)
  if (path !== root && !path.startsWith(root + sep)) throw new RangeError(`"${parts.join('/')}" leaves its folder`)
  return path
}
