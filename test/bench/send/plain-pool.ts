import { createTransport } from 'nodemailer'
import { tokenPlaceholder } from '../../../src/domain/index.js'
import { letter } from './letter.js'

/*
 * What one writes without Semainier: a nodemailer pool that builds each message. A process of its own; prints the
 * seconds that it took. Arguments: port, messages, connections, kilobytes.
 */
const [port = 0, messages = 0, connections = 10, kilobytes = 40] = process.argv.slice(2).map(Number)
const { from, replyTo, subject, html, text, list } = letter(kilobytes)
const pool = createTransport({
  host: '127.0.0.1',
  port,
  pool: true,
  maxConnections: connections,
  maxMessages: Number.POSITIVE_INFINITY,
  ignoreTLS: true,
  allowInternalNetworkInterfaces: true,
} as Parameters<typeof createTransport>[0])

let number = 0
const started = performance.now()
async function send(): Promise<void> {
  while (number < messages) {
    const token = String(++number).padStart(22, 't')
    const own = (content: string) => content.replaceAll(tokenPlaceholder, token)
    await pool.sendMail({
      from,
      ...(replyTo ? { replyTo } : {}),
      to: { name: `Gîte ${number}`, address: `partenaire${number}@partenaires.example.org` },
      subject,
      html: own(html),
      text: own(text),
      headers: {
        'List-Unsubscribe': `<${own(list?.unsubscribeUrl ?? '')}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        Precedence: 'bulk',
      },
    })
  }
}
await Promise.all(Array.from({ length: connections * 2 }, send))
process.stdout.write(`${((performance.now() - started) / 1000).toFixed(3)}\n`)
pool.close()
