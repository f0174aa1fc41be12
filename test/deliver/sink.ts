import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface SunkMessage {
  to: string
  raw: string
}

export interface Sink {
  url: string
  port: number
  messages: SunkMessage[]
  close(): Promise<void>
}

/** A real SMTP server on loopback that keeps every message; `options` add its moods. */
export async function openSink(options: SMTPServerOptions = {}, port = 0): Promise<Sink> {
  const messages: SunkMessage[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // The name of 127.0.0.1 is asked of a server that may not answer, before each greeting.
    disableReverseLookup: true,
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo)
          messages.push({ to: address, raw: Buffer.concat(chunks).toString('latin1') })
        answer()
      })
    },
    ...options,
  })
  // A client that vanishes is what these tests are about.
  server.on('error', () => {})
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve())
  })
  const taken = (server.server.address() as AddressInfo).port
  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    messages,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
