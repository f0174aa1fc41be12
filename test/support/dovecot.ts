import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { ImapFlow } from 'imapflow'
import { endsWithUs, startServerProcess, untilAnswers } from './server-process.js'
import { freePort } from './web-server.js'

const program = '/usr/sbin/dovecot'

/** Why a real Dovecot cannot be had here, or false. In continuous integration it must be there. */
export function withoutDovecot(): string | false {
  if (existsSync(program)) return false
  if (process.env['CI']) throw new Error('Dovecot is missing')
  return 'Dovecot is not installed'
}

export interface Dovecot {
  /** As in IMAP_URL. */
  url: string
  port: number
  /** Where a mail server puts what comes for the mailbox, and whose it is. */
  maildir: { path: string; uid: number; gid: number }
  /** A connection of the test's own, opened on INBOX. */
  connect(): Promise<ImapFlow>
  /** Puts a message into INBOX, unread. */
  deliver(message: string): Promise<void>
  /** Ends the server; `start` brings it back with the same mail. */
  stop(): Promise<void>
  start(): Promise<void>
  /** While it is stopped: makes it forget its numbers, as a mailbox does that is restored from a copy. */
  countAnew(): Promise<void>
}

const user = 'retours'
const password = 'secret'

/** A Dovecot of the test's own: Maildir in a folder of its own, a free port on loopback, ended with the test. */
export async function startDovecot(t: TestContext): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'semainier-dovecot-'))
  await chmod(folder, 0o755)
  const asRoot = process.getuid?.() === 0
  // Dovecot never lets mail be read as root.
  const mailUser = asRoot ? { uid: 65534, gid: 65534 } : { uid: userInfo().uid, gid: userInfo().gid }
  const mail = join(folder, 'mail')
  await mkdir(mail)
  if (asRoot) await chown(mail, mailUser.uid, mailUser.gid)
  await writeFile(join(folder, 'users'), `${user}:{PLAIN}${password}:${mailUser.uid}:${mailUser.gid}::${mail}\n`)
  await chmod(join(folder, 'users'), 0o644)
  const port = await freePort()
  const internal = asRoot ? 'dovecot' : userInfo().username
  const settings = `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${internal}
default_login_user = ${asRoot ? 'dovenull' : internal}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${mail}/Maildir
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  chroot =
}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
`
  await writeFile(join(folder, 'dovecot.conf'), settings)
  const connect = async () => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      auth: { user, pass: password },
      logger: false,
    })
    client.on('error', () => {})
    await client.connect()
    await client.mailboxOpen('INBOX')
    return client
  }
  const launch = async () => {
    const server = startServerProcess('setpriv', [...endsWithUs, program, '-F', '-c', join(folder, 'dovecot.conf')])
    await untilAnswers(server, async () => (await connect()).logout())
    return server
  }
  let server = await launch()
  t.after(async () => {
    // Asked politely it takes a second; its helpers end with it all the same.
    await server.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  return {
    url: `imap://${user}:${password}@127.0.0.1:${port}/INBOX`,
    port,
    maildir: { path: join(mail, 'Maildir'), ...mailUser },
    connect,
    async deliver(message) {
      const client = await connect()
      await client.append('INBOX', Buffer.from(message.replace(/\r?\n/g, '\r\n')))
      await client.logout()
    },
    stop: () => server.end('SIGTERM'),
    async start() {
      server = await launch()
    },
    async countAnew() {
      const maildir = join(mail, 'Maildir')
      for (const file of await readdir(maildir))
        if (file.startsWith('dovecot')) await rm(join(maildir, file), { recursive: true })
    },
  }
}
