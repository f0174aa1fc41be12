import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** The first of some paths that exists; null, said out loud by whoever skips for it, or an error where CI promised it. */
export function installed(what: string, paths: readonly string[]): string | null {
  const found = paths.find((path) => existsSync(path))
  if (!found && process.env['CI']) throw new Error(`${what} is not installed: none of ${paths.join(', ')}`)
  return found ?? null
}

/** Options of `setpriv` (util-linux) under which a server ends with the process that started it, though that be killed. */
export const endsWithUs = ['--pdeathsig=KILL']

/** A server of a test's own, ended with the test's process whatever becomes of it. */
export interface ServerProcess {
  /** Sends a signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>
  /** What it printed so far. */
  output(): string
  running(): boolean
}

export function startServerProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ServerProcess {
  const child: ChildProcess = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000)
    })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      process.off('exit', kill)
      resolve()
    })
  })
  return {
    output: () => output,
    running: () => child.exitCode === null && child.signalCode === null,
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}

/** Asks until the server answers. @throws Error with what it printed when it ended or takes longer than 20 s. */
export async function untilAnswers(server: ServerProcess, ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await ask()
      return
    } catch (error) {
      if (!server.running() || tries > 1000)
        throw new Error(`the server does not answer; it said: ${server.output()}`, { cause: error })
      await sleep(20)
    }
  }
}
