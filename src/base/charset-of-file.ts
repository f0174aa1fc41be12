import { open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { markedCharset } from './charset.js'

/**
 * The encoding of a file of any size that declares none but a byte order mark: UTF-8 if its bytes are valid or mostly so,
 * else windows-1252, as `decodeText` would have it. Reads the file through; its size does not matter to memory.
 */
export async function charsetOfFile(path: string): Promise<string> {
  const file = await open(path)
  const first = Buffer.alloc(4)
  const { bytesRead } = await file.read(first, 0, 4, 0).finally(() => file.close())
  const marked = markedCharset(first.subarray(0, bytesRead))
  if (marked) return marked
  return (await isUtf8(path)) || (await isDamagedUtf8(path)) ? 'utf-8' : 'windows-1252'
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of createReadStream(path)) decoder.decode(bytes as Buffer, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** Sound letters outnumber the broken ones. */
async function isDamagedUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8')
  let [sound, broken] = [0, 0]
  for await (const bytes of createReadStream(path)) {
    const text = decoder.decode(bytes as Buffer, { stream: true })
    broken += text.match(/\ufffd/g)?.length ?? 0
    sound += text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  }
  return sound > broken
}
