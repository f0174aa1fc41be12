import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import fc from 'fast-check'
import { Hono } from 'hono'
import { type HandedIn, type NoFile, withHandedIn } from '../../src/web/console/upload.js'

type Seen = NoFile | (Omit<HandedIn, 'path'> & { content: Buffer })

/** What a screen gets of a form whose body arrives in pieces of these sizes. */
async function handIn(body: Buffer, { boundary = 'b', sizes = [1000], most = 1e6 } = {}): Promise<Seen | null> {
  let seen: Seen | null = null
  const app = new Hono().post('/', (c) =>
    withHandedIn(c, { field: 'file', most }, async (file) => {
      seen =
        typeof file === 'string' ? file : { bytes: file.bytes, fields: file.fields, content: await readFile(file.path) }
      return c.text('')
    }),
  )
  let at = 0
  let turn = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= body.length) return controller.close()
      const size = Math.max(1, sizes[turn++ % sizes.length] ?? 1)
      controller.enqueue(new Uint8Array(body.subarray(at, (at += size))))
    },
  })
  const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` }
  const answer = await app.request('/', { method: 'POST', body: stream, headers, duplex: 'half' } as RequestInit)
  assert.equal(answer.status, 200)
  return seen
}

interface Part {
  name: string
  fileName: string | null
  body: Buffer
}

/** A form as browsers write it. */
function written(parts: readonly Part[], boundary: string): Buffer {
  const head = ({ name, fileName }: Part) =>
    fileName === null
      ? `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`
      : `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName.replaceAll('"', '%22')}"\r\nContent-Type: application/pdf\r\n\r\n`
  return Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(head(part)), part.body, Buffer.from('\r\n')]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
}

test('a file arrives byte by byte as it was, however its form is cut and whatever the file holds', async () => {
  const boundary = '--x'
  // Bytes that look like the beginning of a boundary, as a file may hold them.
  const bytes = fc
    .array(fc.constantFrom('\r', '\n', '-', 'x', '\r\n--', '\r\n----', '\r\n----y', 'é', '\0'), { maxLength: 40 })
    .map((all) => Buffer.from(all.join('')))
    .filter((body) => !`\r\n${body.toString()}`.includes(`\r\n--${boundary}`))
  await fc.assert(
    fc.asyncProperty(
      bytes,
      fc.array(bytes, { maxLength: 2 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (body, others, sizes, share) => {
        const before = others.map((other, n) => ({ name: `autre ${n}`, fileName: 'autre.pdf', body: other }))
        const note = { name: 'note', fileName: null, body: Buffer.from('à lire') }
        const form = written([...before, note, { name: 'file', fileName: 'é"/../f.pdf', body }], boundary)
        const expected = body.length === 0 ? 'empty' : { bytes: body.length, fields: { note: 'à lire' }, content: body }
        assert.deepEqual(await handIn(form, { boundary, sizes }), expected)
        const cut = Math.floor(share * (form.length - 4))
        assert.equal(await handIn(form.subarray(0, cut), { boundary, sizes }), 'broken')
      },
    ),
    { numRuns: 100 },
  )
})

test('what is too large, no form, or breaks off is told apart; nothing stays on the disk', async () => {
  const before = await left()
  const file = (bytes: number) => ({ name: 'file', fileName: 'f.pdf', body: Buffer.alloc(bytes, 'x') })
  const large = written([file(3_000_001)], 'b')
  assert.equal(await handIn(large, { sizes: [64_000], most: 3_000_000 }), 'too-large')
  assert.notEqual(await handIn(written([file(3_000_000)], 'b'), { sizes: [64_000], most: 3_000_000 }), 'too-large')
  assert.equal(await handIn(large.subarray(0, 2_000_000), { sizes: [64_000], most: 3_000_000 }), 'broken')
  for (const body of ['', 'x'.repeat(40_000), `--b\r\n${'x'.repeat(200_000)}`])
    assert.equal(await handIn(Buffer.from(body)), 'broken', body.slice(0, 10))
  assert.equal(await handIn(Buffer.from('--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--')), 'empty')
  const many = Array.from({ length: 5000 }, (_, n) => ({ name: `f${n}`, fileName: null, body: Buffer.from('x') }))
  const counted = await handIn(written([...many, file(1)], 'b'))
  assert.ok(typeof counted === 'object' && counted && Object.keys(counted.fields).length <= 100)
  assert.deepEqual(await left(), before)
})

const left = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('semainier-upload-') && name.includes(`-${process.pid}-`))
