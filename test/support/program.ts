import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

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
