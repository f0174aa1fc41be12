import { spawnSync } from 'node:child_process'
import type { TestContext } from 'node:test'

/** Skips a test out loud when this machine lacks a program that it needs; in continuous integration it then fails. */
export function lacks(t: TestContext, what: string, command: string, ...args: string[]): boolean {
  if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return false
  if (process.env['CI']) throw new Error(`${what} is missing: .ci/run installs it`)
  t.skip(`${what} is missing`)
  return true
}
