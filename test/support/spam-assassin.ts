import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SpamVerdict {
  score: number
  /** The rules that matched, as SpamAssassin tells them. */
  rules: string
}

/** What SpamAssassin's local tests say of a message; nothing is asked of the network, nothing is learnt. */
export function spamAssassin(raw: Buffer): SpamVerdict {
  const home = mkdtempSync(join(tmpdir(), 'semainier-spam-'))
  try {
    const { stdout } = spawnSync('spamassassin', ['-L', '-t', '-x', '-p', '/dev/null'], {
      input: raw,
      env: { ...process.env, HOME: home },
      timeout: 60_000,
      maxBuffer: 64 * 1024 * 1024,
    })
    const report = stdout.toString('latin1')
    const at = report.lastIndexOf('Content analysis details:')
    const score = report.slice(at).match(/\((-?[\d.]+) points/)?.[1]
    if (at < 0 || score === undefined) throw new Error('SpamAssassin gave no report')
    return { score: Number(score), rules: report.slice(at).trim() }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
