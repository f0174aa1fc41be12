import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { DrawingFault } from '../domain/index.js'

/** A page as a picture. */
export interface DrawnPage {
  number: number
  /** WebP. */
  picture: Buffer
  width: number
  height: number
  /** What is written on the page, in the order of the file. */
  words: string
}

/** What the drawing process is asked. */
export type DrawingRequest = { open: string } | { page: number }

/** What it answers: one answer for each request. */
export type DrawingAnswer =
  | { count: number }
  | { page: { picture: Uint8Array; width: number; height: number; words: string } }
  | { failure: string }

/** A PDF that no page can be drawn of. */
export class UndrawablePdf extends Error {
  override name = 'UndrawablePdf'
  constructor(
    readonly code: DrawingFault,
    detail = '',
  ) {
    super(`the pages cannot be drawn: ${code} ${detail}`.trim())
  }
}

/** More pages than any guide has: beyond, somebody has mistaken the file. */
export const mostPages = 600

export interface DrawingLimits {
  /** Of the drawing process, as the system counts what is in memory. */
  megabytes: number
  /** For opening the file, and for each page. */
  seconds: number
}

const usualLimits: DrawingLimits = { megabytes: 900, seconds: 40 }
const heapMegabytes = 512
const lookMs = 100

export interface DrawingRoom {
  /** How many pages the PDF has. @throws UndrawablePdf */
  open(): Promise<number>
  /** Draws one page; null when it cannot be, or asks for too much memory or time: others still can. */
  draw(number: number): Promise<DrawnPage | null>
  close(): Promise<void>
}

/**
 * Draws the pages of a PDF, in a process of its own: a file from outside may ask for any amount of memory and time, and
 * what draws is native code. The process reads files and writes none, knows no secret, and is ended when it asks for too
 * much; the next page then gets a new one.
 */
export function openDrawingRoom(path: string, limits: DrawingLimits = usualLimits): DrawingRoom {
  let child: ChildProcess | null = null

  function start(): ChildProcess {
    const started = fork(new URL('./pdf-pages-process.js', import.meta.url), {
      execArgv: [
        `--max-old-space-size=${heapMegabytes}`,
        '--permission',
        '--allow-fs-read=*',
        // What draws is native.
        '--allow-addons',
        '--disable-warning=PERM0001',
      ],
      serialization: 'advanced',
      stdio: 'ignore',
      env: {},
    })
    started.once('exit', () => {
      if (child === started) child = null
    })
    return started
  }

  /** Asks the process; null when it died, of itself or of our patience. */
  async function ask(process: ChildProcess, request: DrawingRequest): Promise<DrawingAnswer | null> {
    const over = new AbortController()
    const end = () => void process.kill('SIGKILL')
    const patience = setTimeout(end, limits.seconds * 1000)
    const watch = setInterval(() => {
      void residentMegabytes(process.pid).then((megabytes) => megabytes > limits.megabytes && end())
    }, lookMs)
    try {
      const { signal } = over
      const answer = once(process, 'message', { signal }).then(([said]) => said as DrawingAnswer)
      const death = once(process, 'exit', { signal }).then(() => null)
      process.send(request, (error) => error && over.abort(error))
      return await Promise.race([answer, death])
    } catch {
      return null
    } finally {
      clearTimeout(patience)
      clearInterval(watch)
      over.abort()
    }
  }

  async function opened(): Promise<{ process: ChildProcess; answer: DrawingAnswer | null }> {
    const process = (child = start())
    return { process, answer: await ask(process, { open: path }) }
  }

  return {
    async open() {
      const { answer } = await opened()
      if (!answer || !('count' in answer)) {
        const why = answer && 'failure' in answer ? answer.failure : 'too much memory or time'
        throw new UndrawablePdf('unreadable', why)
      }
      if (answer.count > mostPages) throw new UndrawablePdf('too-many-pages')
      return answer.count
    },
    async draw(number) {
      const process = child ?? (await opened()).process
      const answer = await ask(process, { page: number })
      if (!answer || !('page' in answer)) return null
      return { number, ...answer.page, picture: Buffer.from(answer.page.picture) }
    },
    async close() {
      const ending = child
      if (!ending) return
      const over = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGKILL')
      await over
    },
  }
}

/** What a process has in memory; 0 where the system does not say, and only the heap's limit holds. */
async function residentMegabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
}
