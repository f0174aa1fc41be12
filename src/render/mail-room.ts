import { Worker } from 'node:worker_threads'
import type { IssueContent } from '../domain/issue.js'
import type { MailInput, RenderedMail } from './mail.js'

/** What can cross to another thread. */
export interface MailRequest {
  content: IssueContent
  input: Omit<MailInput, 'texts'>
}

type Answer = { mail: RenderedMail } | { failure: string }

export interface MailRoom {
  /** Starts the thread already, for a caller who knows that a mail will follow. */
  warmUp(): void
  /** As `renderMail`, in a thread of its own. */
  render(content: IssueContent, input: MailRequest['input']): Promise<RenderedMail>
  close(): Promise<void>
}

/**
 * Renders mails beside the main thread. MJML is six hundred modules and takes longer to load than a mail to render:
 * here it loads while the article is read and printed, and its memory goes away with the thread.
 */
export function openMailRoom(): MailRoom {
  let waiting: Worker | null = null
  const start = () => {
    const worker = new Worker(new URL('./mail-worker.js', import.meta.url))
    worker.unref()
    return worker
  }
  return {
    warmUp() {
      waiting ??= start()
    },
    async render(content, input) {
      const worker = waiting ?? start()
      waiting = null
      try {
        const answer = await new Promise<Answer>((resolve, reject) => {
          worker.ref()
          worker.once('message', resolve)
          worker.once('error', reject)
          worker.once('exit', (code) => reject(new Error(`the mail's thread ended with ${code}`)))
          worker.postMessage({ content, input } satisfies MailRequest)
        })
        if ('failure' in answer) throw new Error(answer.failure)
        return answer.mail
      } finally {
        await worker.terminate()
      }
    },
    async close() {
      await waiting?.terminate()
      waiting = null
    },
  }
}
