import { createHmac, randomBytes, randomFillSync } from 'node:crypto'

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

let hexDrawn = ''
/** Forty random bits in hexadecimal, written many at a time. */
function drawHex(): string {
  if (hexDrawn.length < 10) hexDrawn = randomBytes(1000).toString('hex')
  const digits = hexDrawn.slice(-10)
  hexDrawn = hexDrawn.slice(0, -10)
  return digits
}

/** An opaque, unguessable secret for links. */
export function newToken(): string {
  return drawBytes(16).toString('base64url')
}

let idsMade = 0
let lastMillisecond = 0
let lastTime = ''
/** The time in base 36, which many ids share. */
function timeNow(): string {
  const now = Date.now()
  if (now !== lastMillisecond) lastTime = (lastMillisecond = now).toString(36)
  return lastTime
}

/**
 * A short identifier for rows: the time in base 36, a number that grows within this process, and 40 random bits, so that
 * ids sort by age, also those of one millisecond. No ":" (BullMQ refuses it).
 */
export function newId(): string {
  idsMade = (idsMade + 1) % 36 ** 4
  return timeNow() + idsMade.toString(36).padStart(4, '0') + drawHex()
}

/** Keyed hash of a text, in hexadecimal: recognises an address without keeping it. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}
