import { setTimeout as sleep } from 'node:timers/promises'
import { openSink, type Sink, type SunkMessage } from '../../deliver/sink.js'
import type { Random } from '../../support/random.js'

/** An SMTP server that takes its time with each message, at a point of the conversation drawn anew each time. */
export async function openSlowSink(random: Random, delayMs: [number, number]): Promise<Sink> {
  const messages: SunkMessage[] = []
  const points = ['sender', 'recipient', 'before-keeping', 'after-keeping'] as const
  let point = random.pick(points)
  const wait = async (here: (typeof points)[number]) => {
    if (point !== here) return
    await sleep(random.between(...delayMs))
    point = random.pick(points)
  }
  const sink = await openSink({
    onMailFrom: (_address, _session, answer) => void wait('sender').then(() => answer()),
    onRcptTo: (_address, _session, answer) => void wait('recipient').then(() => answer()),
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        // A message that was cut before its final dot is nobody's.
        await wait('before-keeping')
        for (const { address } of session.envelope.rcptTo)
          messages.push({ to: address, raw: Buffer.concat(chunks).toString('latin1') })
        await wait('after-keeping')
        answer()
      })
    },
  })
  return { ...sink, messages }
}
