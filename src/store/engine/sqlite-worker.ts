import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteDatabase } from './sqlite-database.js'
import type { SqliteReply, SqliteRequest } from './sqlite-thread.js'

/* The thread of a SQLite file: carries out one statement after the other, in the order in which they come. */
const port = parentPort
if (!port) throw new Error('sqlite-worker.js is a worker thread')
const { file } = workerData as { file: string }
const database = openSqliteDatabase(file)

port.on('message', (request: SqliteRequest) => {
  if (request === 'close') {
    void database.close()
    port.close()
    return
  }
  const { sql, parameters } = request
  let reply: SqliteReply
  try {
    reply = { answer: database.execute(sql, parameters) as never }
  } catch (error) {
    const { message, code, errcode } = error as Error & { code?: string; errcode?: number }
    reply = { failure: { message, code, errcode } }
  }
  port.postMessage(reply)
})
