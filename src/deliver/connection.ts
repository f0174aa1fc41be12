import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Deliverable } from '../domain/deliverable.js'
import { WholeMessage } from './data.js'
import { judge, type Judgement, type SmtpError, type Stage } from './outcome.js'
import { refusalOf } from './server-refusal.js'
import type { SmtpSettings } from './smtp-url.js'

/** One SMTP connection: one message at a time. */
export interface Connection {
  /** True while another message can be sent over it. */
  readonly usable: boolean
  /** Sends one message to one recipient; never throws: every failure is an outcome. */
  send(from: string, delivery: Deliverable, raw: Buffer): Promise<Judgement>
  close(): void
}

const loopback = (host: string) =>
  host === 'localhost' || (isIP(host) > 0 && (host === '::1' || host.startsWith('127.')))

/** An address as SMTP wants it: the host in ASCII (RFC 5891); a local part with accents needs SMTPUTF8 (RFC 6531). */
function envelopeAddress(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, at)}@${domainToASCII(email.slice(at + 1)) || email.slice(at + 1)}`
}

const needsUtf8 = (address: string) => /\P{ASCII}/u.test(address)

/** Sent all the same, such an address would reach whoever the server takes its bytes for (RFC 6531, 3.2). */
const noUtf8: Judgement = {
  outcome: {
    state: 'failed',
    code: null,
    reply: 'the mail server takes no address with accents before the "@" (SMTPUTF8)',
  },
  about: 'recipient',
  reusable: true,
}

/**
 * Connects, and logs in when the settings hold a user; a password is only told over TLS, or to this very machine.
 * @throws ServerRefusal when the server cannot be reached, refuses us, or refuses the login.
 */
export async function connect(settings: SmtpSettings): Promise<Connection> {
  const smtp = new SMTPConnection({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS: !settings.secure && settings.user !== null && !loopback(settings.host),
    connectionTimeout: Math.min(settings.timeoutMs, 60_000),
    greetingTimeout: Math.min(settings.timeoutMs, 5 * 60_000),
    socketTimeout: settings.timeoutMs,
    // Without it, servers on loopback are not found on a machine that has no network.
    allowInternalNetworkInterfaces: true,
  })
  let usable = true
  let takesUtf8 = false
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      usable = false
      smtp.close()
      reject(refusalOf(error as SmtpError))
    }
    smtp.once('error', fail)
    // Without a word, as when a server ends the connection before it greets; a reply that came with the end is told first.
    smtp.once('end', () => setImmediate(fail, new Error('the server closed the connection')))
    smtp.connect((error) => {
      if (error) return fail(error)
      // The last reply is the one to EHLO, which lists what the server can do.
      takesUtf8 = /^250[ -]SMTPUTF8\b/im.test(String(smtp.lastServerResponse))
      if (!settings.user) return resolve()
      smtp.login({ user: settings.user, pass: settings.password ?? '' }, (failure) =>
        failure ? fail(failure) : resolve(),
      )
    })
  })
  smtp.removeAllListeners('error')
  smtp.removeAllListeners('end')
  // A failure during a message reaches its callback; between two messages it only ends the connection.
  smtp.on('error', () => {
    usable = false
  })
  smtp.on('end', () => {
    usable = false
  })

  const reset = () =>
    new Promise<void>((resolve) => {
      smtp.once('end', resolve)
      smtp.reset((error) => {
        if (error) usable = false
        smtp.removeListener('end', resolve)
        resolve()
      })
    })

  return {
    get usable() {
      return usable
    },
    async send(from, delivery, raw) {
      const to = envelopeAddress(delivery.email)
      if (needsUtf8(to) && !takesUtf8) return noUtf8
      let stage: Stage = 'envelope'
      const body = new WholeMessage(raw, {
        onBegin() {
          stage = 'data'
        },
        onEnd() {
          stage = 'after-final-dot'
        },
      })
      const judgement = await new Promise<Judgement>((resolve) => {
        const envelope = { from, to: [to], size: raw.length }
        smtp.send(envelope, body, (error, info) => {
          if (error) resolve(judge(error as SmtpError, stage))
          else {
            const reply = info?.response ?? '250'
            const code = Number.parseInt(reply, 10) || 250
            resolve({ outcome: { state: 'accepted', code, reply }, about: 'recipient', reusable: true })
          }
        })
      })
      const refused = judgement.outcome.state !== 'accepted'
      // A refusal in the midst of the message: whatever is said now would be read as more of it.
      if (refused && (stage as Stage) === 'data') smtp.close()
      if (!judgement.reusable) usable = false
      else if (refused && usable) await reset()
      return judgement
    },
    close() {
      usable = false
      smtp.quit()
    },
  }
}
