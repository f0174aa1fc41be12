import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A new folder, in memory where the system has such a place: thousands of commits need no disk to prove their point.
 * What measures speed asks for the `disk`.
 */
export function scratchFolder(name: string, { disk = false } = {}): Promise<string> {
  const place = !disk && existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  return mkdtemp(join(place, `semainier-${name}-`))
}
