import { createHmac, randomFillSync } from 'node:crypto'

/** Characters of a token: 128 random bits in base64url. Its length never varies, so it can be patched into a built message. */
export const tokenLength = 22

const pool = Buffer.alloc(4096)
let drawn = pool.length

/** Unguessable bytes, drawn from the system many at a time: asking it for sixteen costs as much as for thousands. */
function drawBytes(count: number): Buffer {
  if (drawn + count > pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  const bytes = pool.subarray(drawn, drawn + count)
  drawn += count
  return bytes
}

/** An opaque, unguessable secret for links. */
export function newToken(): string {
  return drawBytes(16).toString('base64url')
}

let idsMade = 0

/**
 * A short identifier for rows: the time in base 36, a number that grows within this process, and 40 random bits, so that
 * ids sort by age, also those of one millisecond. No ":" (BullMQ refuses it).
 */
export function newId(): string {
  idsMade = (idsMade + 1) % 36 ** 4
  return Date.now().toString(36) + idsMade.toString(36).padStart(4, '0') + drawBytes(5).toString('hex')
}

/** Keyed hash of a text, in hexadecimal: recognises an address without keeping it. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}
