import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)

const endOfDirectory = 0x06054b50
const entryOfDirectory = 0x02014b50
const stored = 0
const deflated = 8

/**
 * Whether a ZIP archive (PKWARE APPNOTE 4.3) unpacks to `most` bytes at the most. Its entries are unpacked, one after the
 * other and no further than that: what an archive says of its own sizes proves nothing.
 */
export async function unpacksWithin(bytes: Buffer, most: number): Promise<'within' | 'beyond' | 'broken'> {
  try {
    let left = most
    for (const { method, data } of entries(bytes)) {
      if (left <= 0) return 'beyond'
      if (method === stored) left -= data.length
      else if (method === deflated) left -= (await inflate(data, { maxOutputLength: left })).length
      else return 'broken'
    }
    return left >= 0 ? 'within' : 'beyond'
  } catch (error) {
    const isTooMuch = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return isTooMuch ? 'beyond' : 'broken'
  }
}

function* entries(bytes: Buffer): Generator<{ method: number; data: Buffer }> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== entryOfDirectory) throw new Error('no entry')
    const method = bytes.readUInt16LE(at + 10)
    const size = bytes.readUInt32LE(at + 20)
    const local = bytes.readUInt32LE(at + 42)
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    yield { method, data: bytes.subarray(begin, begin + size) }
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

/** The end record stands at the end, before a comment of 64 kB at most. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--)
    if (bytes.readUInt32LE(at) === endOfDirectory) return at
  throw new Error('no archive')
}
