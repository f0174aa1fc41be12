import { createHash } from 'node:crypto'
import { addressesIn } from './addresses.js'
import { readEntity } from './entity.js'

/** To which addresses a message came: the return address of one delivery may be among them. */
export function sentTo(raw: Uint8Array): string[] {
  const message = readEntity(raw)
  const fields = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc']
  return addressesIn(fields.flatMap((name) => message.headers(name)).join(', '))
}

/**
 * Recognises a message wherever it lies: by what its author wrote, without what servers add on its way. Two copies of
 * one message that came over two addresses are one.
 */
export function fingerprint(raw: Uint8Array): string {
  const message = readEntity(raw)
  const head = ['message-id', 'date', 'from', 'subject'].map((name) => message.header(name))
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const end = /\r?\n\r?\n/.exec(bytes.toString('latin1', 0, 100_000))?.index ?? 0
  const body = bytes.toString('latin1', end).replaceAll('\r\n', '\n').trim()
  return createHash('sha256').update(JSON.stringify(head)).update(body).digest('hex')
}
