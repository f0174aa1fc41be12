import { parentPort } from 'node:worker_threads'
import { renderMail } from './mail.js'
import type { MailRequest } from './mail-room.js'

/* The thread of a mail room: loads MJML as soon as it starts, renders one mail, and is ended by its owner. */
const port = parentPort
if (!port) throw new Error('mail-worker.js is a worker thread')
void import('mjml')
port.once('message', ({ content, input }: MailRequest) => {
  void renderMail(content, input).then(
    (mail) => port.postMessage({ mail }),
    (error: unknown) => port.postMessage({ failure: error instanceof Error ? error.message : String(error) }),
  )
})
