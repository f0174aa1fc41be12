import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { lacks } from './needs.js'

const main = join(import.meta.dirname, '../../src/cli/main.js')

/** The real program in a process of its own. */
export interface Program {
  process: ChildProcess
  /** What it printed so far, both streams. */
  output(): string
  /** Resolves once it has printed `text`; throws when it ends before. */
  said(text: string): Promise<void>
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

/** Runs `semainier ARGS…`, with the variables of `environment` besides the parent's own. */
export function runProgram(args: string[], environment: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  return {
    process: child,
    output: () => output,
    ended,
    async said(text) {
      while (!output.includes(text)) {
        const end = await Promise.race([once(child.stdout ?? child, 'data'), ended])
        if (!Array.isArray(end) && !output.includes(text)) throw new Error(`it ended (${end}) and said: ${output}`)
      }
    },
  }
}

/**
 * Runs it for somebody at a terminal, who answers each question once it is asked; null, said out loud, where `script`
 * (util-linux), which makes the terminal, is missing.
 */
export async function runAtTerminal(
  t: TestContext,
  args: readonly string[],
  answers: readonly (readonly [question: string, answer: string])[],
): Promise<{ code: number | string; output: string } | null> {
  if (lacks(t, 'util-linux', 'script', '--version')) return null
  const command = [process.execPath, main, ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'])
  let output = ''
  let asked = 0
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    const [question, answer] = answers[asked] ?? []
    if (!question || !output.includes(question)) return
    asked++
    child.stdin.write(`${answer}\r`)
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { code: code ?? signal ?? '', output }
}
