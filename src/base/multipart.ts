/** One part of a form as browsers send it: a field, or a file that was chosen. */
export interface FormPart {
  name: string
  /** The file's name as the browser tells it, for people to read; null for a field. */
  fileName: string | null
  /** To be read before the next part is asked for; what is left of it is skipped. */
  body: AsyncIterable<Buffer>
}

/** What was sent is no form, or ended before its end. */
export class BrokenForm extends Error {
  override name = 'BrokenForm'
}

/** No head of a part that a browser writes is longer. */
const longestHead = 16_384

/** The boundary that a Content-Type of multipart/form-data names, or null. */
export function boundaryOf(contentType: string | undefined): string | null {
  const [, quoted, bare] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '') ?? []
  return quoted ?? bare ?? null
}

/**
 * The parts of a form (RFC 7578), as they arrive: memory does not grow with what is sent.
 * @throws BrokenForm
 */
export async function* formParts(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const mark = Buffer.from(`\r\n--${boundary}`, 'latin1')
  const chunks = source[Symbol.asyncIterator]()
  // The first boundary may have no line before it.
  let held: Buffer = Buffer.from('\r\n')

  async function more(): Promise<void> {
    const { done, value } = await chunks.next()
    if (done) throw new BrokenForm('the form ended before its end')
    held = Buffer.concat([held, value])
  }

  /** What comes before the next mark, which is taken away too. */
  async function* upToMark(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = held.indexOf(mark)
      // The mark may have begun at the end of what is there.
      const end = at >= 0 ? at : Math.max(0, held.length - mark.length + 1)
      const part = held.subarray(0, end)
      held = held.subarray(at >= 0 ? at + mark.length : end)
      if (part.length > 0) yield part
      if (at >= 0) return
      await more()
    }
  }

  async function head(): Promise<string | null> {
    while (held.length < 2) await more()
    if (held.toString('latin1', 0, 2) === '--') return null
    for (;;) {
      const at = held.indexOf('\r\n\r\n')
      if (at > longestHead || (at < 0 && held.length > longestHead)) throw new BrokenForm('a head has no end')
      if (at >= 0) {
        const text = held.toString('utf8', 0, at)
        // The last line break stays: an empty part is followed by the mark at once.
        held = held.subarray(at + 4)
        return text
      }
      await more()
    }
  }

  let rest: AsyncGenerator<Buffer> = upToMark()
  for (;;) {
    while (!(await rest.next()).done);
    const text = await head()
    if (text === null) break
    const [, about = ''] = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(text) ?? []
    const name = parameter(about, 'name')
    if (name === null) throw new BrokenForm('a part has no name')
    rest = upToMark()
    yield { name, fileName: parameter(about, 'filename'), body: readOnly(rest) }
  }
  // Whoever sends on is heard out: an answer that comes earlier is not read.
  while (!(await chunks.next()).done);
}

/** An iteration of `source` that may be left early: the source goes on where it was. */
function readOnly(source: AsyncGenerator<Buffer>): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => ({ next: () => source.next() }) }
}

/** A parameter of Content-Disposition; browsers write a quotation mark as %22 (RFC 7578, 4.2, and the HTML standard). */
function parameter(about: string, name: string): string | null {
  const [, value] = new RegExp(`(?:^|;)\\s*${name}="([^"]*)"`, 'i').exec(about) ?? []
  return value?.replaceAll('%22', '"').replaceAll(/%0[DA]/gi, ' ') ?? null
}
