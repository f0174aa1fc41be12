import { lookup } from 'node:dns/promises'
import { ImapFlow } from 'imapflow'
import { isPublicAddress } from '../base/private-address.js'
import type { ImapSettings } from './imap-url.js'

/** A message of a mailbox; reading it leaves it unread. */
export interface MailboxMessage {
  uid: number
  arrived: Date
  /** Complete up to `wholeBytes`; of a larger one the beginning. */
  source: Buffer
  complete: boolean
}

/** A folder over IMAP (RFC 3501), opened. */
export interface Mailbox {
  uidValidity: string
  /** Messages whose UID is above `uid`, in the order of their UIDs. */
  after(uid: number): AsyncGenerator<MailboxMessage, undefined>
  markRead(uids: readonly number[]): Promise<void>
  /** Moves messages to a folder, which is made when it is missing. */
  moveTo(folder: string, uids: readonly number[]): Promise<void>
  close(): Promise<void>
}

const wholeBytes = 25_000_000
const beginningBytes = 1_000_000
const silenceMs = 60_000

/** A password is never told in clear to a server of the public network. */
async function requirePrivate({ host, secure }: ImapSettings): Promise<void> {
  if (secure) return
  const addresses = await lookup(host, { all: true })
  if (addresses.some(({ address }) => isPublicAddress(address)))
    throw new Error(`${host} is no private address: IMAP_URL must begin with imaps://`)
}

/**
 * Connects, logs in and opens the folder.
 * @throws Error when the server cannot be reached or refuses; a later call may succeed.
 */
export async function openMailbox(settings: ImapSettings): Promise<Mailbox> {
  await requirePrivate(settings)
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    auth: { user: settings.user, pass: settings.password },
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    logger: false,
  })
  // What fails is told by the command that waits for it.
  client.on('error', () => {})
  try {
    await client.connect()
    const opened = await client.mailboxOpen(settings.folder)
    return {
      uidValidity: String(opened.uidValidity),
      async *after(uid) {
        const range = `${uid + 1}:*`
        // "n:*" always names the last message, whatever its UID.
        const found = (await client.fetchAll(range, { uid: true, size: true }, { uid: true })).filter(
          (one) => one.uid > uid,
        )
        found.sort((a, b) => a.uid - b.uid)
        for (const { uid: next, size = 0 } of found) {
          const complete = size <= wholeBytes
          const wanted = { source: complete ? true : { maxLength: beginningBytes }, internalDate: true }
          const message = await client.fetchOne(String(next), wanted, { uid: true })
          // Somebody took it away meanwhile.
          if (!message || !message.source) continue
          yield { uid: next, arrived: new Date(message.internalDate ?? 0), source: message.source, complete }
        }
        return undefined
      },
      async markRead(uids) {
        if (uids.length > 0) await client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true })
      },
      async moveTo(folder, uids) {
        if (uids.length === 0) return
        if (!(await client.list()).some(({ path }) => path === folder)) await client.mailboxCreate(folder)
        await client.messageMove(uids.join(','), folder, { uid: true })
      },
      close: () => client.logout(),
    }
  } catch (error) {
    client.close()
    throw error
  }
}
