import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** Why a file cannot be kept as an edition's PDF. */
export type PdfFault = 'missing' | 'too-large' | 'not-a-pdf' | 'cut-short' | 'encrypted'

export class UnusablePdf extends Error {
  override name = 'UnusablePdf'
  constructor(readonly code: PdfFault) {
    super(`the PDF cannot be used: ${code}`)
  }
}

async function part(file: FileHandle, from: number, length: number): Promise<string> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, Math.max(0, from))
  return buffer.toString('latin1', 0, bytesRead)
}

/**
 * Looks at a file as far as it takes to say that it is a whole PDF that opens without a password (ISO 32000, 7.5): its
 * head, its end, and the trailer that the end points at. A few kilobytes are read, however large it is; then its hash.
 * @param megabytes the most that it may have; a megabyte is 1,000,000 bytes, as people count
 * @throws UnusablePdf
 */
export async function checkPdf(path: string, megabytes: number): Promise<{ hash: string; bytes: number }> {
  const file = await open(path).catch(() => null)
  if (!file) throw new UnusablePdf('missing')
  try {
    const { size } = await file.stat()
    if (size > megabytes * 1e6) throw new UnusablePdf('too-large')
    if (!(await part(file, 0, 1024)).includes('%PDF-')) throw new UnusablePdf('not-a-pdf')
    const end = await part(file, size - 2048, 2048)
    const at = /startxref\s+(\d+)\s+%%EOF/.exec(end.slice(end.lastIndexOf('startxref')))
    if (!at) throw new UnusablePdf('cut-short')
    const reference = await part(file, Number(at[1]), 64 * 1024)
    // A table is followed by its trailer, which may lie further on than its end; a stream begins with its own.
    const trailer = reference.startsWith('xref') ? `${reference}${end}` : reference.split(/\bstream\r?\n/)[0]
    if (/\/Encrypt\b/.test(trailer ?? '')) throw new UnusablePdf('encrypted')
    const digest = createHash('sha256')
    for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer)
    return { hash: digest.digest('hex'), bytes: size }
  } finally {
    await file.close()
  }
}
