import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { boundaryOf, BrokenForm, formParts } from '../../src/base/multipart.js'

async function* inPieces(body: Buffer, sizes: readonly number[]) {
  let at = 0
  for (let turn = 0; at < body.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1)
    yield body.subarray(at, (at += size))
  }
}

async function read(source: AsyncIterable<Uint8Array>, boundary: string) {
  const parts = []
  for await (const { name, fileName, body } of formParts(source, boundary))
    parts.push({ name, fileName, body: Buffer.concat(await Array.fromAsync(body)) })
  return parts
}

test('a form is read as it was written, however it arrives and whatever its files hold', async () => {
  const boundary = '--x'
  // Bytes that look like the beginning of a boundary, as a file may hold them.
  const bytes = fc.array(fc.constantFrom('\r', '\n', '-', 'x', '\r\n--', '\r\n----', '\r\n----y', 'é', '\0'), {
    maxLength: 40,
  })
  const part = fc.record({ isFile: fc.boolean(), body: bytes.map((all) => Buffer.from(all.join(''))) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      async (parts, sizes) => {
        fc.pre(
          parts.every(
            ({ body }) =>
              !body.includes(`\r\n--${boundary}`) &&
              !body.subarray(0, 2 + boundary.length).equals(Buffer.from(`--${boundary}`)),
          ),
        )
        const given = parts.map(({ isFile, body }, n) => ({
          name: `champ ${n}`,
          fileName: isFile ? `é"${n}.pdf` : null,
          body,
        }))
        const written = Buffer.concat([
          ...given.flatMap(({ name, fileName, body }) => [
            Buffer.from(
              `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === null ? '' : `; filename="${fileName.replace('"', '%22')}"\r\nContent-Type: application/pdf`}\r\n\r\n`,
            ),
            body,
            Buffer.from('\r\n'),
          ]),
          Buffer.from(`--${boundary}--\r\n`),
        ])
        assert.deepEqual(await read(inPieces(written, sizes), boundary), given)
        if (given.length > 0) await assert.rejects(read(inPieces(written.subarray(0, -7), sizes), boundary), BrokenForm)
      },
    ),
    { numRuns: 300 },
  )
})

test('what is no form is refused, and a part that nobody reads is skipped', async () => {
  assert.equal(boundaryOf('multipart/form-data; boundary=abc'), 'abc')
  assert.equal(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"'), 'a b')
  assert.equal(boundaryOf('application/x-www-form-urlencoded'), null)
  for (const body of [
    '',
    'x'.repeat(40_000),
    `--b\r\n${'x'.repeat(40_000)}`,
    '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--',
  ])
    await assert.rejects(read(inPieces(Buffer.from(body), [1000]), 'b'), BrokenForm)
  const names = []
  const two =
    '--b\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nlong\r\n--b\r\ncontent-disposition: form-data; name="c"\r\n\r\n\r\n--b--'
  for await (const { name, body } of formParts(inPieces(Buffer.from(two), [3]), 'b')) {
    names.push(name)
    for await (const chunk of body) if (chunk.length > 0) break
  }
  assert.deepEqual(names, ['a', 'c'])
})
