import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from 'hono'
import { boundaryOf, BrokenForm, formParts } from '../../base/multipart.js'

/** A file that somebody handed in, on this machine for as long as it is worked with. */
export interface HandedIn {
  path: string
  bytes: number
  /** What else was written in the form. */
  fields: Readonly<Record<string, string>>
}

/** Why there is no file: none was chosen, it is larger than what is taken, or its sending broke off. */
export type NoFile = 'empty' | 'too-large' | 'broken'

const mostFields = 100
const longestField = 2000

/**
 * Takes the file of a form's field and hands it to `work`, then removes it. It goes to disk as it arrives, under a name
 * of ours; of a larger one no more than `most` bytes are kept, and the rest is let go by, so that the answer is read.
 */
export async function withHandedIn<T>(
  c: Context,
  { field, most }: { field: string; most: number },
  work: (file: HandedIn | NoFile) => Promise<T>,
): Promise<T> {
  const boundary = boundaryOf(c.req.header('content-type'))
  const { body } = c.req.raw
  if (boundary === null || !body) return await work('empty')
  const folder = await mkdtemp(join(tmpdir(), 'semainier-upload-'))
  try {
    const path = join(folder, 'file')
    return await work(await receive(body as AsyncIterable<Uint8Array>, { boundary, field, most, path }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function receive(
  source: AsyncIterable<Uint8Array>,
  { boundary, field, most, path }: { boundary: string; field: string; most: number; path: string },
): Promise<HandedIn | NoFile> {
  let found: { path: string; bytes: number } | null = null
  const fields: Record<string, string> = {}
  let parts = 0
  try {
    for await (const part of formParts(source, boundary)) {
      if (++parts > mostFields) return 'broken'
      if (part.fileName === null) {
        fields[part.name] = await shortText(part.body)
        continue
      }
      if (part.name !== field || found) continue
      const counted = { path, bytes: 0 }
      await pipeline(Readable.from(within(part.body, most, counted)), createWriteStream(path, { mode: 0o600 }))
      found = counted
    }
  } catch (error) {
    // Whoever has gone reads no answer; a form that is none gets one.
    if (error instanceof BrokenForm) return 'broken'
    throw error
  }
  if (!found || found.bytes === 0) return 'empty'
  return found.bytes > most ? 'too-large' : { ...found, fields }
}

/** A field's text; of a long one its beginning. */
async function shortText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks = []
  let bytes = 0
  for await (const chunk of body) {
    if (bytes < longestField) chunks.push(chunk)
    bytes += chunk.length
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, longestField)
}

/** As many bytes as may be, all of them counted. */
async function* within(body: AsyncIterable<Buffer>, most: number, counted: { bytes: number }) {
  for await (const chunk of body) {
    counted.bytes += chunk.length
    if (counted.bytes <= most) yield chunk
  }
}
