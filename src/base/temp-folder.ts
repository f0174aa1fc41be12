import { createHash } from 'node:crypto'
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { processLives } from './process-lives.js'

/** What the program puts into the system's folder for temporary files, and takes away again itself. */
const purposes = ['pages', 'import', 'upload', 'browser', 'paper'] as const

/** In a container each process has the same number: when this one began tells it from an earlier one. */
const began = Math.round(performance.timeOrigin).toString(36)
const here = () => createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
const shape = new RegExp(String.raw`^semainier-(?:${purposes.join('|')})-(?:([0-9a-f]{8})-(\d+)-([0-9a-z]+)-)?\w{6}$`)

/** Whose process cannot be asked, or whose name tells none, is left for so long: nothing takes a day. */
const strangersMs = 24 * 3_600_000

/**
 * A new folder for files of the moment, which only this user may read. Whoever asks for it removes it; what a process
 * that was killed could not remove, `sweepTempFolders` does.
 */
export const tempFolder = (purpose: (typeof purposes)[number]): Promise<string> =>
  mkdtemp(join(tmpdir(), `semainier-${purpose}-${here()}-${process.pid}-${began}-`))

/** Removes the folders that no living process owns; how many. Nothing that is not ours, and no link, is touched. */
export async function sweepTempFolders(): Promise<number> {
  let removed = 0
  for (const name of await readdir(tmpdir())) {
    const match = shape.exec(name)
    const path = join(tmpdir(), name)
    if (!match || !(await isLeftBehind(path, match))) continue
    await rm(path, { recursive: true, force: true })
    removed += 1
  }
  return removed
}

async function isLeftBehind(path: string, [, host, pid, start]: RegExpExecArray): Promise<boolean> {
  const found = await lstat(path).catch(() => null)
  if (!found?.isDirectory() || found.uid !== process.getuid?.()) return false
  if (host !== here()) return Date.now() - found.mtimeMs > strangersMs
  return Number(pid) === process.pid ? start !== began : !processLives(Number(pid))
}
