import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { lineTime } from './log-time.js'

/**
 * What Postfix's log tells of a message.
 * "accepted": it was queued, or held or discarded after a 250. "not-accepted": each time it came, the connection was lost
 * within the message or its end was refused. "never-reached": no line names it. "unknown": none of these for certain.
 */
export type Fate = 'accepted' | 'not-accepted' | 'never-reached' | 'unknown'

export interface Question {
  /** With its angle brackets. */
  messageId: string
  /** The attempt was made between these instants. */
  from: Temporal.Instant
  until: Temporal.Instant
  /** How long the log has to go on after `until` before its silence counts. */
  silence: Temporal.Duration
}

/** One coming of a message, under the queue id that it was given. */
interface Coming {
  accepted: boolean
  refused: boolean
}

const linePattern = /^.{15,40}? \S*postfix\S*\/(\w+)\[(\d+)\]: (.*)$/
const queuePattern = /^([0-9A-Za-z]{6,}): (.*)$/
const idPattern = /^(?:resent-)?message-id=(<[^>]+>)/
const acceptedPattern = /\(queue active\)$|\bstatus=\w+|^(?:milter-)?(?:hold|discard): /
const refusedPattern = /^(?:milter-)?reject: /
const lostPattern = /^(?:lost connection|timeout) after DATA\b/

/**
 * Follows messages through the lines of Postfix's log, in order. A lost connection names no queue id, so each smtpd's
 * latest one is kept; and cleanup may name the message only after that loss.
 */
function follow(wanted: ReadonlySet<string>) {
  const comings = new Map<string, Coming[]>()
  /** The coming that a queue id stands for now; Postfix uses short ids again. */
  const byQueueId = new Map<string, Coming>()
  const latestOf = new Map<string, string>()
  const lost = new Set<string>()

  const line = (text: string) => {
    const [, program, pid = '', words = ''] = linePattern.exec(text) ?? []
    if (!program) return
    if (program === 'smtpd' && lostPattern.test(words)) {
      const queueId = latestOf.get(pid)
      if (!queueId) return
      lost.add(queueId)
      const coming = byQueueId.get(queueId)
      if (coming) coming.refused = true
      return
    }
    const [, queueId, rest = ''] = queuePattern.exec(words) ?? []
    if (!queueId) return
    if (program === 'smtpd' && rest.startsWith('client=')) {
      latestOf.set(pid, queueId)
      lost.delete(queueId)
      byQueueId.delete(queueId)
      return
    }
    const messageId = program === 'cleanup' ? idPattern.exec(rest)?.[1] : undefined
    if (messageId) {
      byQueueId.delete(queueId)
      if (!wanted.has(messageId)) return
      const coming = { accepted: false, refused: lost.has(queueId) }
      byQueueId.set(queueId, coming)
      comings.set(messageId, [...(comings.get(messageId) ?? []), coming])
      return
    }
    const coming = byQueueId.get(queueId)
    if (!coming) return
    if (acceptedPattern.test(rest)) coming.accepted = true
    else if (refusedPattern.test(rest)) coming.refused = true
  }
  return { line, comings }
}

/** The log and its rotated sibling, older first; those that exist. */
async function filesOf(path: string) {
  const found = []
  for (const file of [`${path}.1`, path]) {
    const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (facts?.isFile()) found.push({ file, mark: `${facts.ino} ${facts.size} ${facts.mtimeMs}` })
  }
  return found
}

export interface MailLog {
  /**
   * Reads the log and its rotated sibling (`.1`) once, as streams, and answers by Message-ID. Not read again, and nothing
   * answered, while neither the questions nor the files have changed; nor for what an hour more of log has not told.
   * @throws Error when a file cannot be read.
   */
  fates(questions: readonly Question[], now: Temporal.Instant): Promise<Map<string, Fate>>
}

const hopelessAfter = { hours: 1 }

/**
 * Postfix's log at `path`, with syslog's traditional time stamps (in this process's time zone) or ISO 8601 ones (RFC 3339).
 */
export function openMailLog(path: string): MailLog {
  let lookedAt = ''
  const hopeless = new Set<string>()
  const keyOf = (question: Question) => `${question.messageId} ${question.until}`

  return {
    async fates(asked, now) {
      const questions = asked.filter((question) => !hopeless.has(keyOf(question)))
      const files = await filesOf(path)
      const look = [...files.map((one) => one.mark), ...questions.map(keyOf)].join()
      if (questions.length === 0 || look === lookedAt) return new Map()
      const wanted = new Set(questions.map((one) => one.messageId))
      const { comings, begins, ends } = await read(
        files.map((one) => one.file),
        wanted,
        now,
      )
      lookedAt = look
      const fates = new Map<string, Fate>()
      for (const question of questions) {
        const { messageId, from, until, silence } = question
        const covered = begins !== null && !isAfter(begins, from) && ends !== null && !isAfter(until.add(silence), ends)
        const fate = judge(comings.get(messageId) ?? [], covered)
        fates.set(messageId, fate)
        if (fate === 'unknown' && ends && isAfter(ends, until.add(hopelessAfter))) hopeless.add(keyOf(question))
      }
      return fates
    },
  }
}

const isAfter = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) > 0

/** What became of the wanted messages in `files`, and the time that these cover. */
async function read(files: readonly string[], wanted: ReadonlySet<string>, now: Temporal.Instant) {
  const { line, comings } = follow(wanted)
  let first = ''
  let last = ''
  for (const file of files) {
    const lines = createInterface({ input: createReadStream(file, 'latin1'), crlfDelay: Infinity })
    for await (const text of lines) {
      if (!text) continue
      first ||= text
      last = text
      line(text)
    }
  }
  return { comings, begins: lineTime(first, now), ends: lineTime(last, now) }
}

function judge(comings: readonly Coming[], covered: boolean): Fate {
  if (comings.some((one) => one.accepted)) return 'accepted'
  // Without the whole story, what is not in the log may have happened all the same.
  if (!covered || comings.some((one) => !one.refused)) return 'unknown'
  return comings.length > 0 ? 'not-accepted' : 'never-reached'
}
