import { enhancedStatus, type Outcome } from '../domain/index.js'

/** What nodemailer tells of a failed command. */
export interface SmtpError extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}

/** How far a message had come when something failed. */
export type Stage = 'envelope' | 'data' | 'after-final-dot'

/**
 * Whom a failure speaks of: this recipient; the message or its sender, so that the others would get the same answer;
 * or the server as a whole.
 */
export type About = 'recipient' | 'message' | 'sender' | 'server'

export interface Judgement {
  outcome: Outcome
  about: About
  /** The connection can carry another message, after RSET. */
  reusable: boolean
}

function words(error: SmtpError): string {
  return (error.response ?? error.message).replace(/\s+/g, ' ').trim()
}

/** Replies that speak of the connection: 421 (RFC 5321, 3.8), 454, 530, 535 (RFC 4954, RFC 3207). */
const aboutServer = new Set([421, 454, 530, 535])

/**
 * What a failed attempt means for the delivery (RFC 5321, 4.2.1; RFC 3463).
 *
 * A 4xx reply defers, a 5xx fails. What is refused for the server's own state (421, x.3.x) or for the sender gives the
 * delivery back untouched. Without a reply it depends on how far the message had come: only after the final dot may it
 * have been taken.
 */
export function judge(error: SmtpError, stage: Stage): Judgement {
  const code = error.responseCode ?? null
  const reply = words(error)
  const status = enhancedStatus(reply)
  const pending = { state: 'pending', code, reply } as const

  if (code === null) {
    // Our own side refuses: an address or a message that this server cannot take.
    if (error.code === 'EENVELOPE' && error.command === 'API')
      return { outcome: { state: 'failed', code, reply }, about: 'recipient', reusable: true }
    if (error.code === 'EMESSAGE') return { outcome: pending, about: 'message', reusable: true }
    if (stage === 'after-final-dot')
      return { outcome: { state: 'uncertain', code, reply }, about: 'server', reusable: false }
    // Without the final dot the server must not accept the message (RFC 5321, 4.1.1.4).
    return { outcome: { state: 'deferred', code, reply }, about: 'server', reusable: false }
  }
  if (aboutServer.has(code)) return { outcome: pending, about: 'server', reusable: false }
  if (error.command === 'MAIL FROM') {
    const about = code < 500 ? 'server' : status === '5.3.4' || code === 552 ? 'message' : 'sender'
    return { outcome: pending, about, reusable: true }
  }
  if (code < 500) {
    const about = status?.startsWith('4.3.') ? 'server' : 'recipient'
    return { outcome: { state: 'deferred', code, reply }, about, reusable: true }
  }
  const about = error.command === 'RCPT TO' && !status?.startsWith('5.7.') ? 'recipient' : 'message'
  return { outcome: { state: 'failed', code, reply }, about, reusable: true }
}

const minutes = [1, 5, 15, 30, 60, 120, 240, 480]
/** After this many attempts a deferred delivery is given up. */
export const attemptLimit = minutes.length + 1

/** How long a deferred delivery waits after its `attempt`th attempt, with a fifth of chance so that retries spread; null when it is given up. */
export function backOff(attempt: number, random: () => number = Math.random): Temporal.Duration | null {
  const base = minutes[attempt - 1]
  return base === undefined ? null : Temporal.Duration.from({ seconds: Math.round(base * 60 * (0.9 + 0.2 * random())) })
}
