import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { Context } from 'hono'
import { tempFolder } from '../../base/temp-folder.js'

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
  const form = c.req.raw.body && formReader(c.req.header('content-type'), most)
  if (!form) return await work('empty')
  const folder = await tempFolder('upload')
  try {
    const source = Readable.fromWeb(c.req.raw.body as ReadableStream<Uint8Array>)
    return await work(await receive(source, form, { field, path: join(folder, 'file') }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What reads a form with files (RFC 7578) of this Content-Type; null where it announces none. */
function formReader(contentType: string | undefined, most: number): BusboyInstance | null {
  if (!contentType) return null
  const limits = { fileSize: most, files: mostFields, fields: mostFields, fieldSize: longestField, headerPairs: 20 }
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits })
  } catch {
    return null
  }
}

async function receive(
  source: Readable,
  form: BusboyInstance,
  { field, path }: { field: string; path: string },
): Promise<HandedIn | NoFile> {
  const fields: Record<string, string> = {}
  const taken: BusboyFileStream[] = []
  let written = Promise.resolve(true)
  // A disk that takes no more is no fault of the form's.
  let diskError: unknown = null
  // What a broken form says once its reading has ended would be nobody's, and end the program.
  form.on('error', () => undefined)
  form.on('field', (name, value) => {
    fields[name] = value
  })
  form.on('file', (name, content) => {
    if (name !== field || taken.length > 0) {
      skip(content)
      return
    }
    taken.push(content)
    const disk = createWriteStream(path, { mode: 0o600 })
    disk.once('error', (error) => {
      // Of a form that breaks off the stream is told as well.
      if (!('syscall' in error)) return
      diskError = error
      form.destroy(error)
    })
    written = succeeds(pipeline(content, disk))
  })
  const isWhole = await succeeds(pipeline(source, form))
  const [file] = taken
  // Of a form that broke off, nobody would tell the file that nothing more comes.
  if (!isWhole) file?.destroy()
  const isWritten = await written
  if (diskError) throw diskError
  if (!isWhole || !isWritten) return 'broken'
  if (!file || file.bytesRead === 0) return 'empty'
  return file.truncated ? 'too-large' : { path, bytes: file.bytesRead, fields }
}

/** Lets go by what nobody wants; that it breaks off in the middle is nobody's error either. */
function skip(content: BusboyFileStream): void {
  content.on('error', () => undefined)
  content.resume()
}

const succeeds = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  )
