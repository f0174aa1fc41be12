import { enableCompileCache, flushCompileCache, registerHooks } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { MailRequest } from './mail-room.js'

/*
 * The thread of a mail room: loads MJML as soon as it starts, renders one mail, and is ended by its owner.
 *
 * MJML reads HTML with cheerio, whose main entry brings a whole HTTP client for pages that nobody here fetches: a third
 * of what there is to load. This thread has none. A thread does not inherit the compile cache, nor write it when ended.
 */
const port = parentPort
if (!port) throw new Error('mail-worker.js is a worker thread')
enableCompileCache()
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'undici' ? { url: 'node:util', format: 'builtin', shortCircuit: true } : next(specifier, context),
})
const loaded = import('mjml')
const mails = import('./mail.js')

port.once('message', ({ content, input }: MailRequest) => {
  void Promise.all([mails, loaded])
    .then(([{ renderMail }]) => renderMail(content, input))
    .then(
      (mail) => port.postMessage({ mail }),
      (error: unknown) => port.postMessage({ failure: error instanceof Error ? error.message : String(error) }),
    )
    .finally(flushCompileCache)
})
