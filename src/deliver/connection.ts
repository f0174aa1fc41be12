import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Deliverable } from '../domain/deliverable.js'
import { judge, type Judgement, type SmtpError, type Stage } from './outcome.js'

export interface SmtpSettings {
  host: string
  port: number
  /** TLS from the first byte (smtps:); otherwise STARTTLS when offered. */
  secure: boolean
  user: string | null
  password: string | null
  /** How long the server may stay silent. */
  timeoutMs: number
}

/**
 * Reads `smtp://user:password@host:port` or `smtps://…`.
 * @throws TypeError when it is not such an address; the message never repeats it, since it may hold a password.
 */
export function parseSmtpUrl(text: string): SmtpSettings {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new TypeError('SMTP_URL is not an address such as smtp://user:password@mail.example.org:587')
  }
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    throw new TypeError('SMTP_URL must begin with smtp:// or smtps://')
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname,
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    user: url.username ? decodeURIComponent(url.username) : null,
    password: url.password ? decodeURIComponent(url.password) : null,
    timeoutMs: 60_000,
  }
}

/** The server cannot be used at all: nothing was sent. */
export class ServerRefusal extends Error {
  override name = 'ServerRefusal'
  constructor(
    readonly kind: 'unreachable' | 'authentication' | 'tls' | 'refused',
    readonly code: number | null,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

function refusal(error: SmtpError): ServerRefusal {
  const kind =
    error.code === 'EAUTH' || error.code === 'ENOAUTH'
      ? 'authentication'
      : error.code === 'ETLS'
        ? 'tls'
        : error.responseCode
          ? 'refused'
          : 'unreachable'
  return new ServerRefusal(kind, error.responseCode ?? null, error.response ?? error.message, { cause: error })
}

/** One SMTP connection: one message at a time. */
export interface Connection {
  /** True while another message can be sent over it. */
  readonly usable: boolean
  /** Sends one message to one recipient; never throws: every failure is an outcome. */
  send(from: string, delivery: Deliverable, raw: Buffer): Promise<Judgement>
  close(): void
}

/**
 * Connects, and logs in when the settings hold a user.
 * @throws ServerRefusal when the server cannot be reached, refuses us, or refuses the login.
 */
export async function connect(settings: SmtpSettings): Promise<Connection> {
  const smtp = new SMTPConnection({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    connectionTimeout: settings.timeoutMs,
    greetingTimeout: settings.timeoutMs,
    socketTimeout: settings.timeoutMs,
    // Without it, servers on loopback are not found on a machine that has no network.
    allowInternalNetworkInterfaces: true,
  })
  let usable = true
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      usable = false
      smtp.close()
      reject(refusal(error as SmtpError))
    }
    smtp.once('error', fail)
    smtp.connect((error) => {
      if (error) return fail(error)
      if (!settings.user) return resolve()
      smtp.login({ user: settings.user, pass: settings.password ?? '' }, (failure) =>
        failure ? fail(failure) : resolve(),
      )
    })
  })
  smtp.removeAllListeners('error')
  // A failure during a message reaches its callback; between two messages it only ends the connection.
  smtp.on('error', () => {
    usable = false
  })
  smtp.on('end', () => {
    usable = false
  })

  const reset = () =>
    new Promise<void>((resolve) => {
      smtp.reset((error) => {
        if (error) usable = false
        resolve()
      })
    })

  return {
    get usable() {
      return usable
    },
    async send(from, delivery, raw) {
      let stage: Stage = 'envelope'
      const body = new Readable({
        read() {
          stage = 'data'
          this.push(raw)
          this.push(null)
        },
      })
      body.once('end', () => {
        stage = 'after-final-dot'
      })
      const judgement = await new Promise<Judgement>((resolve) => {
        const envelope = { from, to: [delivery.email], size: raw.length }
        smtp.send(envelope, body, (error, info) => {
          if (error) resolve(judge(error as SmtpError, stage))
          else {
            const reply = info?.response ?? '250'
            resolve({ outcome: { state: 'accepted', code: Number.parseInt(reply, 10) || 250, reply }, reusable: true })
          }
        })
      })
      if (!judgement.reusable) usable = false
      else if (judgement.outcome.state !== 'accepted' && usable) await reset()
      return judgement
    },
    close() {
      usable = false
      smtp.quit()
    },
  }
}
