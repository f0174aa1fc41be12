import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import type { Random } from '../../support/random.js'

/** The client has gone, or the server has hung up on it. */
export class HungUp extends Error {
  override name = 'HungUp'
}

/** A server's end of one SMTP conversation, read by lines and spoken as oddly as the protocol allows. */
export interface Wire {
  /** The next line, without its end. @throws HungUp */
  line(): Promise<string>
  /** All up to the final dot, still stuffed. @throws HungUp when it never comes. */
  message(): Promise<string>
  /** Waits for the first bytes that follow. @throws HungUp */
  something(): Promise<void>
  /** Says a reply, one string per line of it, and waits until the system has it. @throws HungUp */
  say(...lines: string[]): Promise<void>
  /** Ends the conversation as it should end: what was said arrives. @throws HungUp always */
  close(): never
  /** Ends it without a word; what was said last may be lost. @throws HungUp always */
  hangUp(): never
}

const finalDot = '\r\n.\r\n'

/** `splits`: replies come in several packets, cut anywhere. */
export function openWire(socket: Socket, random: Random, splits: boolean): Wire {
  let unread = ''
  let gone = false
  let wake: () => void = () => {}
  socket.setNoDelay(true)
  socket.on('data', (chunk) => {
    unread += chunk.toString('latin1')
    wake()
  })
  const leave = () => {
    gone = true
    wake()
  }
  socket.on('error', leave)
  socket.on('end', leave)
  socket.on('close', leave)

  /** Takes what stands before `mark`, once it has come. */
  async function until(mark: string): Promise<string> {
    for (;;) {
      const at = unread.indexOf(mark)
      if (at >= 0) {
        const taken = unread.slice(0, at)
        unread = unread.slice(at + mark.length)
        return taken
      }
      if (gone) throw new HungUp()
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  async function write(text: string): Promise<void> {
    if (gone || socket.destroyed) throw new HungUp()
    if (!socket.write(text, 'latin1')) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }

  return {
    line: () => until('\r\n'),
    message: () => until(finalDot),
    async something() {
      while (unread === '' && !gone) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (gone) throw new HungUp()
    },
    async say(...lines) {
      const reply = lines
        .map((line, index) => (index < lines.length - 1 ? `${line.slice(0, 3)}-${line.slice(4)}` : line))
        .map((line) => `${line}\r\n`)
        .join('')
      if (!splits) return await write(reply)
      for (let from = 0; from < reply.length;) {
        const to = from + random.between(1, reply.length)
        await write(reply.slice(from, to))
        from = to
        await turn()
      }
    },
    close() {
      socket.end()
      throw new HungUp()
    },
    hangUp() {
      if (random.chance(0.5)) socket.resetAndDestroy()
      else socket.destroy()
      throw new HungUp()
    },
  }
}
