import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { existsSync } from 'node:fs'
import { freePort } from '../../support/web-server.js'

const tool = (name: string) => {
  const found = [`/usr/sbin/${name}`, `/usr/bin/${name}`].find((path) => existsSync(path))
  if (!found) throw new Error(`${name} is missing: it comes with Debian's package "postfix"`)
  return found
}

export interface PostfixSink {
  port: number
  close(): Promise<void>
}

/** Postfix's smtp-sink, which reads messages and forgets them; ended by its process id, at the latest with ours. */
export async function openSmtpSink(args: string[] = []): Promise<PostfixSink> {
  // Two sinks may share a port, and then share out the work.
  const port = await freePort()
  const root = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const child = spawn(tool('smtp-sink'), [...root, ...args, `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  for (let tries = 0; ; tries++) {
    const socket = connect(port, '127.0.0.1')
    const there = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (there) break
    if (tries > 50) throw new Error('smtp-sink does not answer')
    await sleep(50)
  }
  return {
    port,
    async close() {
      process.off('exit', kill)
      child.kill('SIGTERM')
      await once(child, 'close')
    },
  }
}

/** Runs smtp-source, connections reused; gives the seconds that it took. */
export async function runSmtpSource(port: number, options: { sessions: number; messages: number; bytes: number }) {
  const { sessions, messages, bytes } = options
  const started = performance.now()
  const child = spawn(
    tool('smtp-source'),
    ['-d', '-s', String(sessions), '-m', String(messages), '-l', String(bytes)].concat([
      '-f',
      'agenda@tourisme.example.org',
      '-t',
      'partenaire@partenaires.example.org',
      `127.0.0.1:${port}`,
    ]),
    { stdio: 'ignore' },
  )
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`smtp-source ended with ${code}`)
  return (performance.now() - started) / 1000
}
