import { enableCompileCache, flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { loadTexts } from '../base/texts.js'
import type { MailRequest } from './mail-room.js'

/*
 * The thread of a mail room: loads MJML as soon as it starts, renders one issue's mails, and is ended by its owner.
 * A thread does not inherit the compile cache, nor write it when ended.
 */
const port = parentPort
if (!port) throw new Error('mail-worker.js is a worker thread')
enableCompileCache()
const loaded = Promise.all([import('./mail.js'), import('./mjml.js').then(({ loadMjml }) => loadMjml())])

port.once('message', ({ content, input, languages }: MailRequest) => {
  void loaded
    .then(([{ renderMail }]) =>
      Promise.all(languages.map((language) => renderMail(content, { ...input, texts: loadTexts(language) }))),
    )
    .then(
      (mails) => port.postMessage({ mails }),
      (error: unknown) => port.postMessage({ failure: error instanceof Error ? error.message : String(error) }),
    )
    .finally(flushCompileCache)
})
