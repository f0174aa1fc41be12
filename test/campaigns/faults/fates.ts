import type { Random } from '../../support/random.js'

/** What the server does to a connection before the first message. */
export type ConnectionFate =
  'none' | 'refused' | 'dropped' | 'ehlo-refused' | 'tls-refused' | 'tls-broken' | 'tls-dropped' | 'login-out-of-order'

type Point = 'mail' | 'rcpt' | 'data' | 'in-data' | 'dot'

/** What the server does to a message. */
export type MessageFate =
  | { what: 'nothing' }
  | { what: 'late' }
  /** Answers so at that point. */
  | { what: 'reply'; at: Point; reply: string[] }
  /** Hangs up there; after the final dot, with the message kept or not. */
  | { what: 'drop'; at: Point; kept: boolean }
  /** Never answers the final dot. */
  | { what: 'silence'; kept: boolean }

/** The reply that a fate has for this point of the conversation; null when it goes on. */
export const replyAt = (fate: MessageFate, point: Point): string[] | null =>
  fate.what === 'reply' && fate.at === point ? fate.reply : null

export const dropsAt = (fate: MessageFate, point: Point): boolean => fate.what === 'drop' && fate.at === point

/** One of the choices, each with its weight. */
function draw<T>(random: Random, choices: readonly (readonly [number, T])[]): T {
  let left = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, choice] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  throw new Error('nothing to draw from')
}

export const drawConnectionFate = (random: Random): ConnectionFate =>
  draw<ConnectionFate>(random, [
    [90, 'none'],
    [3, 'refused'],
    [2, 'dropped'],
    [1, 'ehlo-refused'],
    [1, 'tls-refused'],
    [0.5, 'tls-broken'],
    [0.5, 'tls-dropped'],
    [0.7, 'login-out-of-order'],
  ])

const replies = {
  mail: [['451 4.3.0 mail system busy'], ['450 try later'], ['421 4.3.2 shutting down'], ['452 4.3.1 no room']],
  rcpt: [
    ['450 4.2.1 mailbox busy'],
    ['452 4.2.2 mailbox full'],
    ['451 4.3.0 aliases cannot be read'],
    ['450-4.7.1 too much', '450 4.7.1 mail for you'],
    ['451 wait'],
    ['421 4.7.0 bye'],
  ],
  rcptForGood: [
    ['550 5.1.1 no such user'],
    ['550-5.1.1 this address', '550-5.1.1 is unknown', '550 5.1.1 here'],
    ['553 never heard of it'],
    ['550 5.2.1 mailbox disabled'],
    ['554 5.7.1 not for you'],
  ],
  data: [['451 4.3.0 queue file'], ['421 4.3.2 out of time'], ['452 4.3.1 no room']],
  dataForGood: [['554 5.5.1 no valid recipients']],
  dot: [
    ['451 4.3.0 queue write error'],
    ['452 4.3.1 disk full'],
    ['450-4.7.0 looks odd,', '450 4.7.0 come back'],
    ['451 local error'],
    ['421 4.4.2 took too long'],
  ],
  dotForGood: [['554 5.7.1 looks like spam'], ['550 5.6.0 malformed'], ['552 5.2.2 over quota'], ['554 no']],
}

/** What happens to a message, drawn anew at each attempt. */
export function drawMessageFate(random: Random): MessageFate {
  const one = (list: string[][]) => random.pick(list)
  return draw<() => MessageFate>(random, [
    [78, () => ({ what: 'nothing' })],
    [0.5, () => ({ what: 'late' })],
    [1.5, () => ({ what: 'reply', at: 'mail', reply: one(replies.mail) })],
    // Refused for the sender's sake: nobody's fault among the recipients.
    [0.05, () => ({ what: 'reply', at: 'mail', reply: ['550 5.7.1 sender refused'] })],
    [5, () => ({ what: 'reply', at: 'rcpt', reply: one(replies.rcpt) })],
    [3, () => ({ what: 'reply', at: 'rcpt', reply: one(replies.rcptForGood) })],
    [1.5, () => ({ what: 'reply', at: 'data', reply: one(replies.data) })],
    [0.5, () => ({ what: 'reply', at: 'data', reply: one(replies.dataForGood) })],
    [2.5, () => ({ what: 'reply', at: 'dot', reply: one(replies.dot) })],
    [1.5, () => ({ what: 'reply', at: 'dot', reply: one(replies.dotForGood) })],
    [2, () => ({ what: 'drop', at: random.pick(['mail', 'rcpt', 'data'] as const), kept: false })],
    [0.5, () => ({ what: 'drop', at: 'in-data', kept: false })],
    [1, () => ({ what: 'drop', at: 'dot', kept: random.chance(0.5) })],
    [0.15, () => ({ what: 'silence', kept: random.chance(0.5) })],
  ])()
}
