import assert from 'node:assert/strict'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { test } from 'node:test'
import { addressDelivery } from '../../src/address/address-delivery.js'
import { runCampaign } from '../../src/deliver/campaign.js'
import type { Tried } from '../../src/deliver/lane.js'
import { buildMessage } from '../../src/deliver/message.js'
import { parseSmtpUrl } from '../../src/deliver/smtp-url.js'
import { letter } from '../bench/send/letter.js'
import { openSink } from './sink.js'
import { claimed } from '../support/ledger.js'

const megabytes = 8
/** More than the sockets between hold: the server can do things before the final dot has left. */
const large = await buildMessage(letter(megabytes * 1024), { readAttachment: async () => new Uint8Array() })
const small = await buildMessage(letter(1), { readAttachment: async () => new Uint8Array() })

/** Sends to so many recipients; gives their states, and how long it took. */
async function send(url: string, count: number, { built = small, connections = 1, timeoutMs = 10_000 } = {}) {
  const waiting = Array.from({ length: count }, (_, index) => claimed(`p${index}@example.org`, index))
  const states: string[] = []
  const store = (tried: Tried | null) => {
    if (tried) states[Number(tried.delivery.id.slice(2))] = tried.outcome.state
  }
  const started = performance.now()
  const settings = { ...parseSmtpUrl(url), timeoutMs }
  await runCampaign({ settings, from: 'office@example.org', built, messagesPerConnection: 100 }, connections, {
    async next(tried) {
      store(tried)
      const next = waiting.shift()
      const addressed = next && addressDelivery(next, 'allowed')
      return addressed && 'deliverable' in addressed ? addressed.deliverable : null
    },
    end: async (tried) => store(tried),
    stopping: () => false,
  })
  return { states, ms: performance.now() - started }
}

/** A server whose conversation goes on in `inData` from the first bytes of a message on. */
async function server(inData: (socket: Socket, number: number) => void) {
  let messages = 0
  const listening = createServer((socket) => {
    let data = false
    socket.on('error', () => {})
    socket.write('220 odd\r\n')
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      if (data) {
        if (text.endsWith('\r\n.\r\n')) {
          data = false
          if (messages > 1) socket.write('250 ok\r\n')
        }
        return
      }
      if (!text.startsWith('DATA')) return void socket.write('250 ok\r\n')
      data = true
      socket.write('354 go\r\n')
      if (++messages === 1) socket.once('data', () => inData(socket, messages))
    })
  })
  await new Promise<void>((resolve) => {
    listening.listen(0, '127.0.0.1', () => resolve())
  })
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    close: () => listening.close(),
  }
}

test('a connection lost in the midst of a large message puts the delivery off: its final dot never left', async () => {
  for (const end of [(socket: Socket) => socket.destroy(), (socket: Socket) => socket.resetAndDestroy()]) {
    const odd = await server(end)
    const { states } = await send(odd.url, 2, { built: large })
    odd.close()
    assert.deepEqual(states, ['deferred', 'accepted'])
  }
})

test('a refusal before the message has ended is believed, and nothing more is said over that connection', async () => {
  const odd = await server((socket) => void socket.write('552 5.3.4 too large\r\n'))
  const { states, ms } = await send(odd.url, 2, { built: large, timeoutMs: 8000 })
  odd.close()
  assert.deepEqual(states, ['failed', 'accepted'])
  assert.ok(ms < 6000, `it waited for an answer that never came: ${ms} ms`)
})

test('a server that takes two connections gets all messages over two: the other lanes end', async (t) => {
  let [open, most] = [0, 0]
  const sink = await openSink({
    onConnect(_session, answer) {
      if (open >= 2) return answer(Object.assign(new Error('4.7.0 too many connections'), { responseCode: 421 }))
      most = Math.max(most, ++open)
      answer()
    },
    onClose: () => void open--,
  })
  t.after(() => sink.close())
  const { states } = await send(sink.url, 60, { connections: 5 })
  assert.deepEqual(new Set(states), new Set(['accepted']))
  assert.equal(sink.messages.length, 60)
  assert.equal(most, 2)
})

test('what a server hears of an address: its host in ASCII, an accent before the "@" only where it is taken', async () => {
  const heard: string[] = []
  const odd = createServer((socket) => {
    let data = false
    socket.on('error', () => {})
    socket.write('220 odd\r\n')
    socket.on('data', (chunk) => {
      const line = chunk.toString()
      if (data) {
        if (!line.endsWith('\r\n.\r\n')) return
        data = false
      } else if (line.startsWith('DATA')) {
        data = true
        return void socket.write('354 go\r\n')
      } else heard.push(line.trim())
      socket.write(line.startsWith('EHLO') ? '250-odd\r\n250 SMTPUTF8\r\n' : '250 ok\r\n')
    })
  })
  await new Promise<void>((resolve) => {
    odd.listen(0, '127.0.0.1', () => resolve())
  })
  const { connect } = await import('../../src/deliver/connection.js')
  const connection = await connect(parseSmtpUrl(`smtp://127.0.0.1:${(odd.address() as AddressInfo).port}`))
  for (const email of ['accueil@hôtel.example.org', 'réception@hôtel.example.org']) {
    const addressed = addressDelivery(
      {
        id: 'c-1',
        campaignId: 'c',
        contactId: 'x',
        email,
        emailKey: email,
        name: null,
        token: 't',
        language: 'fr',
        attempt: 1,
      },
      'allowed',
    )
    assert.ok('deliverable' in addressed)
    const raw = await small.copyFor(addressed.deliverable, new Date())
    assert.equal((await connection.send('office@example.org', addressed.deliverable, raw)).outcome.state, 'accepted')
  }
  connection.close()
  odd.close()
  assert.deepEqual(
    heard.filter((line) => /^(?:MAIL|RCPT)/.test(line)),
    [
      'MAIL FROM:<office@example.org>',
      'RCPT TO:<accueil@xn--htel-vqa.example.org>',
      'MAIL FROM:<office@example.org> SMTPUTF8',
      'RCPT TO:<réception@xn--htel-vqa.example.org>',
    ],
  )
})
