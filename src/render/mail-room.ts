import { Worker } from 'node:worker_threads'
import type { IssueContent } from '../domain/issue.js'
import type { MailInput, RenderedMail } from './mail.js'

/** What can cross to another thread. */
export interface MailRequest {
  content: IssueContent
  input: Omit<MailInput, 'texts'>
  languages: readonly string[]
}

type Answer = { mails: RenderedMail[] } | { failure: string }

export interface MailRoom {
  /** Starts the thread already, for a caller who knows that a mail will follow. */
  warmUp(): void
  /** As `renderMail`, in a thread of its own: a mail for each of `languages`, in their order. */
  render(content: IssueContent, input: MailRequest['input'], languages: readonly string[]): Promise<RenderedMail[]>
  close(): Promise<void>
}

interface MailThread {
  worker: Worker
  /** What the thread says, once; rejects when it ends without a word. */
  answer: Promise<Answer>
}

function startThread(): MailThread {
  const worker = new Worker(new URL('./mail-worker.js', import.meta.url))
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the mail's thread ended with ${code}`)))
  })
  // A thread that dies while it waits is told by the mail that wants it.
  answer.catch(() => undefined)
  worker.unref()
  return { worker, answer }
}

/** A thread that nobody wants after all gives its memory back. */
const idleMs = 300_000

/**
 * Renders mails beside the main thread. MJML is hundreds of modules and takes longer to load than a mail to render:
 * here it loads while the article is read and printed, and its memory goes away with the thread.
 */
export function openMailRoom(): MailRoom {
  let waiting: MailThread | null = null
  let impatience: NodeJS.Timeout | undefined
  return {
    warmUp() {
      waiting ??= startThread()
      clearTimeout(impatience)
      impatience = setTimeout(() => {
        const idle = waiting
        waiting = null
        void idle?.worker.terminate()
      }, idleMs).unref()
    },
    async render(content, input, languages) {
      const { worker, answer } = waiting ?? startThread()
      waiting = null
      clearTimeout(impatience)
      try {
        worker.ref()
        worker.postMessage({ content, input, languages } satisfies MailRequest)
        const said = await answer
        if ('failure' in said) throw new Error(said.failure)
        return said.mails
      } finally {
        await worker.terminate()
      }
    },
    async close() {
      clearTimeout(impatience)
      await waiting?.worker.terminate()
      waiting = null
    },
  }
}
