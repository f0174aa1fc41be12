import type { Outcome } from '../domain/index.js'

/** What nodemailer tells of a failed command. */
export interface SmtpError extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}

/** How far a message had come when something failed. */
export type Stage = 'envelope' | 'data' | 'after-final-dot'

export interface Judgement {
  outcome: Outcome
  /** The connection can carry another message, after RSET. */
  reusable: boolean
}

function words(error: SmtpError): string {
  return (error.response ?? error.message).replace(/\s+/g, ' ').trim()
}

/** Replies that speak of the connection, not of the message: 421 (RFC 5321, 3.8) and 454/530/535 (RFC 4954). */
const wholeServer = new Set([421, 454, 530, 535])

/**
 * What a failed attempt means for the delivery (RFC 5321, 4.2.1):
 * a 4xx reply defers it, a 5xx fails it; without a reply, it depends on how far the message had come.
 */
export function judge(error: SmtpError, stage: Stage): Judgement {
  const code = error.responseCode ?? null
  const reply = words(error)
  if (code !== null && wholeServer.has(code)) return { outcome: { state: 'pending', code, reply }, reusable: false }
  if (code !== null && code >= 500) return { outcome: { state: 'failed', code, reply }, reusable: true }
  if (code !== null && code >= 400) return { outcome: { state: 'deferred', code, reply }, reusable: true }
  if (error.code === 'EENVELOPE' && error.command === 'API') {
    return { outcome: { state: 'failed', code, reply }, reusable: true }
  }
  if (error.code === 'EMESSAGE') return { outcome: { state: 'failed', code, reply }, reusable: true }
  if (stage === 'after-final-dot') return { outcome: { state: 'uncertain', code: null, reply }, reusable: false }
  // Without the final dot the server must not accept the message (RFC 5321, 4.1.1.4).
  return { outcome: { state: 'deferred', code, reply }, reusable: false }
}

const minutes = [1, 5, 15, 30, 60, 120, 240, 480]
/** After this many attempts a deferred delivery is given up. */
export const attemptLimit = minutes.length + 1

/** How long a deferred delivery waits after its `attempt`th attempt, with a fifth of chance so that retries spread; null when it is given up. */
export function backOff(attempt: number, random: () => number = Math.random): Temporal.Duration | null {
  const base = minutes[attempt - 1]
  return base === undefined ? null : Temporal.Duration.from({ seconds: Math.round(base * 60 * (0.9 + 0.2 * random())) })
}
