import { createHmac, randomBytes } from 'node:crypto'

/** Characters of a token: 128 random bits in base64url. Its length never varies, so it can be patched into a built message. */
export const tokenLength = 22

/** An opaque, unguessable secret for links. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

let idsMade = 0

/**
 * A short identifier for rows: the time in base 36, a number that grows within this process, and 40 random bits, so that
 * ids sort by age, also those of one millisecond. No ":" (BullMQ refuses it).
 */
export function newId(): string {
  idsMade = (idsMade + 1) % 36 ** 4
  return Date.now().toString(36) + idsMade.toString(36).padStart(4, '0') + randomBytes(5).toString('hex')
}

/** Keyed hash of a text, in hexadecimal: recognises an address without keeping it. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}
