import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Fetched } from './http.js'
import { HttpError } from './http-error.js'

/**
 * Reads a `file:` address, for tests, the demo and work without a network. Kept apart from `fetchBytes`, so that no web
 * server can redirect into the disk.
 * @throws {HttpError} `bad-address`, `file-missing`, `too-large`.
 */
export async function readFileFeed(address: string, options: { maxBytes: number }): Promise<Fetched> {
  const path = pathOf(address)
  try {
    const { size } = await stat(path)
    if (size > options.maxBytes) {
      throw new HttpError({ code: 'too-large', url: address, detail: `more than ${options.maxBytes} bytes` })
    }
    const body = await readFile(path)
    return { url: address, status: 200, notModified: false, contentType: null, etag: null, lastModified: null, body }
  } catch (error) {
    if (error instanceof HttpError) throw error
    const detail = error instanceof Error && 'code' in error ? String(error.code) : undefined
    throw new HttpError({ code: 'file-missing', url: address, detail }, { cause: error })
  }
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address)
  } catch (error) {
    throw new HttpError({ code: 'bad-address', url: address }, { cause: error })
  }
}
