import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { DemoInbox, ReceivedMessage } from '../../web/demo/inbox.js'

export interface RunningInbox extends DemoInbox {
  /** smtp://127.0.0.1:port */
  url: string
  close(): Promise<void>
}

/**
 * An SMTP server on loopback that keeps what it is sent. It refuses mailboxes called "inconnu", as a real server
 * refuses one that does not exist, so that the demo shows a failed delivery too.
 */
export async function openInbox(): Promise<RunningInbox> {
  const received: ReceivedMessage[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, answer) {
      if (!address.startsWith('inconnu@')) return answer()
      answer(Object.assign(new Error('5.1.1 mailbox does not exist'), { responseCode: 550 }))
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo)
          received.push({ number: received.length + 1, to: address, raw: Buffer.concat(chunks) })
        answer()
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages: () => received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
