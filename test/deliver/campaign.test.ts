import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { addressDelivery } from '../../src/address/address-delivery.js'
import { runCampaign } from '../../src/deliver/campaign.js'
import type { Tried } from '../../src/deliver/lane.js'
import { ServerRefusal } from '../../src/deliver/server-refusal.js'
import { parseSmtpUrl, type SmtpSettings } from '../../src/deliver/smtp-url.js'
import { buildMessage } from '../../src/deliver/message.js'
import { attemptLimit, backOff } from '../../src/deliver/outcome.js'
import type { MessageSource, Outcome } from '../../src/domain/index.js'
import { openSink } from './sink.js'
import { claimed } from '../support/ledger.js'

const message: MessageSource = {
  kind: 'alarm',
  from: { name: 'Office', address: 'office@example.org' },
  replyTo: null,
  subject: 'Essai',
  html: '<p>Essai</p>',
  text: 'Essai',
  language: 'fr',
  list: null,
  attachments: [],
}
const built = await buildMessage(message, { readAttachment: async () => new Uint8Array() })

/** Sends to `addresses` and tells what became of each; `settings.timeoutMs` is short, for servers that fall silent. */
async function sendTo(url: string, addresses: string[], connections = 2, more: Partial<SmtpSettings> = {}) {
  const waiting = addresses.map(claimed)
  const outcomes = new Map<string, Outcome>()
  let inHand = 0
  let mostInHand = 0
  let refusal: unknown = null
  const store = ({ delivery, outcome }: Tried) => {
    inHand--
    outcomes.set(delivery.email, outcome)
    if (outcome.state === 'pending') waiting.push(delivery)
  }
  const sending = {
    settings: { ...parseSmtpUrl(url), timeoutMs: 700, ...more },
    from: 'office@example.org',
    built,
    messagesPerConnection: 100,
  }
  await runCampaign(sending, connections, {
    async next(tried) {
      if (tried) store(tried)
      const next = waiting.shift()
      if (!next) return null
      mostInHand = Math.max(mostInHand, ++inHand)
      const addressed = addressDelivery(next, 'allowed')
      assert.ok('deliverable' in addressed)
      return addressed.deliverable
    },
    end: async (tried) => store(tried),
    stopping: () => false,
  }).catch((error: unknown) => {
    refusal = error
  })
  const states = Object.fromEntries([...outcomes].map(([email, outcome]) => [email.split('@')[0], outcome.state]))
  return { states, outcomes, refusal, mostInHand, left: waiting.length }
}

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@example.org`)

/** A server of raw sockets, for what no honest server does. `onLine` gets each line that the client says. */
async function rawServer(onLine: (line: string, socket: Socket, data: { open: boolean }) => void) {
  const server = createServer((socket) => {
    const data = { open: false }
    let rest = ''
    socket.on('error', () => {})
    socket.write('220 odd\r\n')
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      const lines = rest.split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line, socket, data)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

/** Answers as a server does until DATA, then leaves the rest to `inData`. */
function polite(inData: (line: string, socket: Socket) => void) {
  return (line: string, socket: Socket, data: { open: boolean }) => {
    if (data.open) return inData(line, socket)
    if (line.startsWith('DATA')) {
      data.open = true
      socket.write('354 go\r\n')
    } else socket.write('250 ok\r\n')
  }
}

test('every recipient gets one copy, over no more connections than allowed', async () => {
  let open = 0
  let most = 0
  const sink = await openSink({
    onConnect(_session, answer) {
      most = Math.max(most, ++open)
      answer()
    },
    onClose: () => {
      open--
    },
  })
  const sent = await sendTo(sink.url, addresses(40), 3)
  await sink.close()
  assert.deepEqual(new Set(Object.values(sent.states)), new Set(['accepted']))
  assert.deepEqual(sink.messages.map((one) => one.to).sort(), addresses(40).sort())
  assert.ok(most <= 3)
  assert.ok(sent.mostInHand <= 3)
})

test('a refusal of one recipient is final, a temporary one is put off, and the others go through', async () => {
  const sink = await openSink({
    onRcptTo({ address }, _session, answer) {
      if (address.startsWith('p1@'))
        return answer(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }))
      if (address.startsWith('p2@')) return answer(Object.assign(new Error('4.7.1 greylisted'), { responseCode: 451 }))
      answer()
    },
  })
  const { states, outcomes } = await sendTo(sink.url, addresses(5), 1)
  await sink.close()
  assert.deepEqual(states, { p0: 'accepted', p1: 'failed', p2: 'deferred', p3: 'accepted', p4: 'accepted' })
  const refused = outcomes.get('p1@example.org')
  assert.ok(refused?.state === 'failed')
  assert.equal(refused.code, 550)
  assert.match(refused.reply, /no such user/)
})

test('a server that is not there leaves everything untouched', async () => {
  const { refusal, left, states } = await sendTo('smtp://127.0.0.1:9', addresses(3))
  assert.ok(refusal instanceof ServerRefusal)
  assert.equal(refusal.kind, 'unreachable')
  assert.equal(left, 3)
  assert.deepEqual(states, {})
})

test('a wrong password stops the sending at once and burns nobody', async () => {
  const sink = await openSink({
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, answer) => answer(new Error('bad password')),
  })
  const { refusal, left } = await sendTo(sink.url.replace('smtp://', 'smtp://user:wrong@'), addresses(3))
  await sink.close()
  assert.ok(refusal instanceof ServerRefusal)
  assert.equal(refusal.kind, 'authentication')
  assert.equal(left, 3)
})

test('421 gives the delivery back: the server, not the recipient, is at fault', async () => {
  const odd = await rawServer((line, socket) =>
    socket.write(line.startsWith('MAIL') ? '421 4.3.2 shutting down\r\n' : '250 ok\r\n'),
  )
  const { states, refusal, left } = await sendTo(odd.url, addresses(3), 1)
  odd.close()
  assert.deepEqual(states, { p0: 'pending', p1: 'pending', p2: 'pending' })
  assert.ok(refusal instanceof ServerRefusal)
  assert.equal(left, 3)
})

test('a connection lost before the final dot puts the delivery off: the server cannot have taken it', async () => {
  const odd = await rawServer((line, socket) =>
    line.startsWith('DATA') ? socket.destroy() : socket.write('250 ok\r\n'),
  )
  const { states } = await sendTo(odd.url, addresses(1), 1)
  odd.close()
  assert.deepEqual(states, { p0: 'deferred' })
})

test('a connection lost after the final dot leaves the delivery uncertain', async () => {
  const odd = await rawServer(polite((line, socket) => line === '.' && socket.destroy()))
  const { states } = await sendTo(odd.url, addresses(1), 1)
  odd.close()
  assert.deepEqual(states, { p0: 'uncertain' })
})

test('a server that never answers the final dot leaves the delivery uncertain, within the time-out', async () => {
  const odd = await rawServer(polite(() => {}))
  const started = performance.now()
  const { states } = await sendTo(odd.url, addresses(1), 1)
  odd.close()
  assert.deepEqual(states, { p0: 'uncertain' })
  assert.ok(performance.now() - started < 5000)
})

test('a temporary refusal of the message itself puts it off, a final one fails it', async () => {
  let reply = '452 4.3.1 disk full'
  const odd = await rawServer((line, socket, data) => {
    if (data.open) {
      if (line !== '.') return
      data.open = false
      socket.write(`${reply}\r\n`)
      reply = '554 5.7.1 looks like spam'
    } else if (line.startsWith('DATA')) {
      data.open = true
      socket.write('354 go\r\n')
    } else socket.write('250 ok\r\n')
  })
  const { states } = await sendTo(odd.url, addresses(2), 1)
  odd.close()
  assert.deepEqual(states, { p0: 'deferred', p1: 'failed' })
})

test('waits grow, and end', () => {
  const waits = Array.from(
    { length: attemptLimit },
    (_, index) => backOff(index + 1, () => 0.5)?.total('minutes') ?? null,
  )
  assert.deepEqual(waits, [1, 5, 15, 30, 60, 120, 240, 480, null])
})

test('an SMTP address is read, and never repeated when it is wrong', () => {
  assert.deepEqual(parseSmtpUrl('smtps://u%40x:p%3Aw@mail.example.org'), {
    host: 'mail.example.org',
    port: 465,
    secure: true,
    user: 'u@x',
    password: 'p:w',
    timeoutMs: 600_000,
  })
  assert.throws(
    () => parseSmtpUrl('http://u:secret@mail.example.org'),
    (error: Error) => !error.message.includes('secret'),
  )
})
