import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SqliteAnswer, SqliteDatabase } from './sqlite-database.js'

export type SqliteRequest = { sql: string; parameters: readonly unknown[] } | 'close'
export type SqliteReply =
  { answer: SqliteAnswer } | { failure: { message: string; code: string | undefined; errcode: number | undefined } }

interface Waiting {
  resolve(answer: SqliteAnswer): void
  reject(error: Error): void
}

/**
 * A SQLite file in a thread of its own. node:sqlite is synchronous: there, a commit that waits for the disk keeps
 * neither the mail server's connections nor the pages waiting.
 */
export function openSqliteThread(file: string): SqliteDatabase {
  const worker = new Worker(new URL('./sqlite-worker.js', import.meta.url), { workerData: { file } })
  // Replies come in the order of the requests.
  const waiting: Waiting[] = []
  let ended: Error | null = null
  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  worker.on('message', (reply: SqliteReply) => {
    const next = waiting.shift()
    if ('answer' in reply) next?.resolve(reply.answer)
    else next?.reject(Object.assign(new Error(reply.failure.message), reply.failure))
    if (waiting.length === 0) worker.unref()
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the database is closed')))
  worker.unref()
  return {
    execute: (sql, parameters) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        waiting.push({ resolve, reject })
        // A statement in hand keeps the process alive; an idle thread does not.
        worker.ref()
        worker.postMessage({ sql, parameters } satisfies SqliteRequest)
      }),
    async close() {
      if (ended) return
      worker.ref()
      worker.postMessage('close' satisfies SqliteRequest)
      await once(worker, 'exit')
    },
  }
}
