import { enableCompileCache, flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { MailRequest } from './mail-room.js'

/*
 * The thread of a mail room: loads MJML as soon as it starts, renders one mail, and is ended by its owner.
 * A thread does not inherit the compile cache, nor write it when ended.
 */
const port = parentPort
if (!port) throw new Error('mail-worker.js is a worker thread')
enableCompileCache()
const loaded = Promise.all([import('./mail.js'), import('./mjml.js').then(({ loadMjml }) => loadMjml())])

port.once('message', ({ content, input }: MailRequest) => {
  void loaded
    .then(([{ renderMail }]) => renderMail(content, input))
    .then(
      (mail) => port.postMessage({ mail }),
      (error: unknown) => port.postMessage({ failure: error instanceof Error ? error.message : String(error) }),
    )
    .finally(flushCompileCache)
})
