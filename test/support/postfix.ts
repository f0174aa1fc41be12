import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from './web-server.js'

const run = promisify(execFile)
const program = '/usr/sbin/postfix'

/** Why a real Postfix cannot be had here, or false. In continuous integration it must be there. */
export function withoutPostfix(): string | false {
  if (existsSync(program) && process.getuid?.() === 0) return false
  if (process.env['CI']) throw new Error('Postfix is missing, or this is not root')
  return 'Postfix is not installed, or this is not root'
}

const services = (port: number) => `127.0.0.1:${port} inet n - n - - smtpd
proxymap unix - - n - - proxymap
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
tlsmgr unix - - n 1000? 1 tlsmgr
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
smtp unix - - n - - smtp
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`

export interface Postfix {
  port: number
  log: string
  /** Resolves once the log holds `text`. */
  logged(text: string): Promise<void>
}

/**
 * A Postfix of the test's own: its folders, a free port on loopback, its log in a file that begins with `firstLines`. It
 * discards what it takes, unless `more` settings (main.cf) say where it goes.
 */
export async function startPostfix(
  t: TestContext,
  firstLines: string,
  more: Record<string, string> = {},
): Promise<Postfix> {
  const folder = await mkdtemp(join(tmpdir(), 'semainier-postfix-'))
  const [etc, queue, data, log] = ['etc', 'queue', 'data', 'mail.log'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ]
  // Its processes run as a user of their own.
  await chmod(folder, 0o755)
  for (const one of [etc, queue, data]) await mkdir(one)
  const owner = await stat('/var/lib/postfix')
  await chown(data, owner.uid, owner.gid)
  const port = await freePort()
  const settings = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    maillog_file: log,
    maillog_file_prefixes: folder,
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: 'mx.example.org',
    mydestination: '',
    alias_maps: '',
    alias_database: '',
    mynetworks: '127.0.0.0/8',
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    header_checks: 'regexp:{{/^Subject: refused/ REJECT}}',
    default_transport: 'discard',
    ...more,
  }
  await writeFile(
    join(etc, 'main.cf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  )
  await writeFile(join(etc, 'master.cf'), services(port))
  await writeFile(log, firstLines)
  t.after(async () => {
    await run(program, ['-c', etc, 'abort'], { timeout: 20_000 }).catch(() => {})
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  await run(program, ['-c', etc, 'start'], { timeout: 20_000 })
  return {
    port,
    log,
    async logged(text) {
      for (let tries = 0; !(await readFile(log, 'latin1')).includes(text); tries++) {
        if (tries > 200) throw new Error(`the log never said "${text}":\n${await readFile(log, 'latin1')}`)
        await sleep(50)
      }
    },
  }
}

/** Where a client leaves: within the message, right after its final dot, or politely at the end. */
export type Leaving = 'in-data' | 'after-dot' | 'at-the-end'

/** Sends one message as a client that may vanish; resolves with the server's last reply, once the connection is closed. */
export async function sendAndLeave(port: number, message: string, leaving: Leaving): Promise<string> {
  const socket = createConnection({ port, host: '127.0.0.1' })
  const commands = ['EHLO office.example.org', 'MAIL FROM:<o@example.org>', 'RCPT TO:<p@example.net>', 'DATA']
  let last = ''
  return await new Promise((resolve, reject) => {
    socket.setTimeout(10_000, () => socket.destroy(new Error('the server is silent')))
    socket.on('error', reject)
    socket.on('close', () => resolve(last))
    socket.on('data', (chunk) => {
      last = chunk.toString().trimEnd().split('\r\n').at(-1) ?? ''
      if (/^\d{3}-/.test(last)) return
      const command = commands.shift()
      if (command) return void socket.write(`${command}\r\n`)
      if (!last.startsWith('354')) return void socket.end()
      if (leaving === 'in-data') return void socket.end(message)
      if (leaving === 'after-dot') return void socket.end(`${message}\r\n.\r\n`)
      socket.write(`${message}\r\n.\r\n`)
    })
  })
}
