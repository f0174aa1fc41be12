import { createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../../src/base/clock.js'
import type { Random } from '../../support/random.js'
import { type Book, openBook } from './book.js'
import { drawConnectionFate, drawMessageFate, dropsAt, type MessageFate, replyAt } from './fates.js'
import { HungUp, openWire, type Wire } from './wire.js'

export interface HostileServer {
  url: string
  book: Book
  close(): Promise<void>
}

export interface HostileServerOptions {
  random: Random
  /** Greylisting goes by it. */
  clock: Clock
  /** How long its late answers take. */
  lateMs: number
  /** With one more, it says 421. */
  mostConnections: number
}

const mailboxFull = ['452 4.2.2 mailbox full']
const greylisted = ['451 4.7.1 greylisted']
const greylistMinutes = 5

/** An SMTP server that plays every fault of the trade at random, and keeps a book of what it took. */
export async function openHostileServer(options: HostileServerOptions): Promise<HostileServer> {
  const { random, clock, lateMs, mostConnections } = options
  const book = openBook()
  /** When a greylisted recipient was first seen; those in it are taken later. */
  const firstSeen = new Map<string, Temporal.Instant>()
  const traits = new Map<string, 'full' | 'greylisted' | 'ordinary'>()
  const sockets = new Set<Socket>()
  let loginsToRefuse = 0

  function traitOf(recipient: string) {
    const drawn = random.next()
    const trait = traits.get(recipient) ?? (drawn < 0.003 ? 'full' : drawn < 0.05 ? 'greylisted' : 'ordinary')
    traits.set(recipient, trait)
    return trait
  }

  /** What the recipient's own state answers; null when it may be written to. */
  function standingReply(recipient: string): string[] | null {
    const trait = traitOf(recipient)
    if (trait === 'full') return mailboxFull
    if (trait === 'ordinary') return null
    const seen = firstSeen.get(recipient) ?? clock.now()
    firstSeen.set(recipient, seen)
    return Temporal.Instant.compare(clock.now(), seen.add({ minutes: greylistMinutes })) < 0 ? greylisted : null
  }

  /** Says a reply that ends an attempt; 421 ends the connection too. */
  async function refuse(wire: Wire, recipient: string, reply: string[], where: string): Promise<void> {
    const [first = ''] = reply
    book.play(`${where} ${first}`)
    book.of(recipient).ends.push(first.startsWith('421') ? 'sent-away' : first.startsWith('5') ? 'refused' : 'put-off')
    await wire.say(...reply)
    if (first.startsWith('421')) wire.close()
  }

  function drop(wire: Wire, recipient: string, where: string, end: 'lost' | 'lost-in-data'): never {
    book.play(`drop ${where}`)
    book.of(recipient).ends.push(end)
    return wire.hangUp()
  }

  /** Takes a message whose DATA was asked for, up to its end. */
  async function takeMessage(wire: Wire, recipient: string, fate: MessageFate): Promise<void> {
    const refusal = replyAt(fate, 'data')
    if (refusal) return await refuse(wire, recipient, refusal, 'data')
    if (dropsAt(fate, 'data')) drop(wire, recipient, 'at data', 'lost')
    await wire.say('354 go ahead')
    if (dropsAt(fate, 'in-data')) {
      await wire.something()
      drop(wire, recipient, 'in data', 'lost-in-data')
    }
    const raw = await wire.message()
    const id = raw.match(/^Message-ID: (<.+>)/im)?.[1] ?? ''
    const keep = () => void book.of(recipient).kept.push(id)
    if ((fate.what === 'drop' || fate.what === 'silence') && fate.kept) keep()
    if (fate.what === 'drop') drop(wire, recipient, `after the dot, ${fate.kept ? 'kept' : 'not kept'}`, 'lost-in-data')
    if (fate.what === 'silence') {
      book.play('silence after the dot')
      book.of(recipient).ends.push('lost-in-data')
      await wire.line()
    }
    const afterwards = replyAt(fate, 'dot')
    if (afterwards) return await refuse(wire, recipient, afterwards, 'dot')
    if (fate.what === 'late') {
      book.play('late answer')
      await sleep(lateMs)
    }
    keep()
    book.of(recipient).ends.push('taken')
    await wire.say('250 2.0.0 queued')
  }

  /** One recipient's turn, from RCPT on. */
  async function takeRecipient(wire: Wire, recipient: string, fate: MessageFate): Promise<boolean> {
    if (dropsAt(fate, 'rcpt')) drop(wire, recipient, 'at rcpt', 'lost')
    const reply = replyAt(fate, 'rcpt') ?? standingReply(recipient)
    if (!reply) {
      await wire.say('250 2.1.5 ok')
      return true
    }
    await refuse(wire, recipient, reply, 'rcpt')
    return false
  }

  async function takeSender(wire: Wire, fate: MessageFate): Promise<void> {
    if (dropsAt(fate, 'mail')) {
      book.play('drop at mail')
      wire.hangUp()
    }
    const reply = replyAt(fate, 'mail')
    if (!reply) return await wire.say('250 2.1.0 ok')
    book.play(`mail ${reply[0]}`)
    await wire.say(...reply)
    if (reply[0]?.startsWith('421')) wire.close()
  }

  async function takeMessages(wire: Wire): Promise<void> {
    let fate: MessageFate = { what: 'nothing' }
    let recipient = ''
    for (;;) {
      const line = await wire.line()
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'MAIL') {
        fate = drawMessageFate(random)
        recipient = ''
        await takeSender(wire, fate)
      } else if (verb === 'RCPT') {
        const to = line.match(/<(.+)>/)?.[1] ?? ''
        if (replyAt(fate, 'mail')) await wire.say('503 5.5.1 no sender')
        else if (await takeRecipient(wire, to, fate)) recipient = to
      } else if (verb === 'DATA') {
        if (recipient) await takeMessage(wire, recipient, fate)
        else await wire.say('503 5.5.1 no recipient')
        recipient = ''
      } else if (verb === 'RSET') await wire.say('250 2.0.0 ok')
      else if (verb === 'QUIT') {
        await wire.say('221 2.0.0 bye')
        wire.close()
      } else await wire.say('502 5.5.2 what?')
    }
  }

  /** Greeting, EHLO, STARTTLS, AUTH. */
  async function receive(wire: Wire, socket: Socket): Promise<void> {
    const fate = drawConnectionFate(random)
    if (fate !== 'none') book.play(`connection ${fate}`)
    if (sockets.size > mostConnections) {
      book.play('connection too many')
      await wire.say('421 4.7.0 too many connections')
      wire.close()
    }
    if (fate === 'dropped') wire.hangUp()
    if (fate === 'refused') {
      await wire.say(random.pick(['421 4.3.2 not now', '554 5.3.2 no service here']))
      wire.close()
    }
    await wire.say(...(random.chance(0.3) ? ['220 hostile', '220 ESMTP'] : ['220 hostile ESMTP']))
    await wire.line()
    if (fate === 'ehlo-refused') {
      await wire.say('421 4.3.2 changed my mind')
      wire.close()
    }
    const offers = ['250 ENHANCEDSTATUSCODES', '250 AUTH PLAIN']
    if (random.chance(0.5)) offers.push('250 PIPELINING')
    if (fate.startsWith('tls-')) offers.push('250 STARTTLS')
    await wire.say('250 hostile', ...offers)
    if (fate.startsWith('tls-')) {
      await wire.line()
      if (fate === 'tls-dropped') wire.hangUp()
      await wire.say(fate === 'tls-refused' ? '454 4.7.0 TLS not available' : '220 2.0.0 begin')
      if (fate === 'tls-broken') {
        await wire.something()
        socket.write('this is no handshake\r\n')
      }
      wire.hangUp()
    }
    await wire.line()
    if (fate === 'login-out-of-order') loginsToRefuse = random.between(1, 3)
    if (loginsToRefuse > 0) {
      loginsToRefuse--
      book.play('login refused')
      await wire.say(random.pick(['535 5.7.8 wrong password', '454 4.7.0 cannot check passwords now']))
      wire.close()
    }
    await wire.say('235 2.7.0 welcome')
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    const wire = openWire(socket, random, random.chance(0.3))
    receive(wire, socket)
      .then(() => takeMessages(wire))
      .catch((error: unknown) => {
        if (!(error instanceof HungUp)) throw error
        if (!socket.writableEnded) socket.destroy()
      })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://office:secret@127.0.0.1:${port}`,
    book,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
