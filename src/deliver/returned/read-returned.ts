import type { Bounce, OriginalMessage, Returned } from '../../domain/index.js'
import { addressesIn } from './addresses.js'
import { isAutomatic, isBulk, isChallenge, isUnsubscription } from './answers.js'
import { readComplaint } from './complaint.js'
import { diagnose } from './diagnosis.js'
import { type Entity, partsOf, readEntity } from './entity.js'
import { isNotice, readNotice } from './notice.js'
import { readNotification } from './notification.js'
import { originalOf, splitNotice } from './original.js'
import { readStatusReport } from './status-report.js'

/**
 * Says what a message is that came back: a bounce, a complaint, an answer by a program or a person. Standards come
 * first (RFC 3464, RFC 5965, RFC 3834), then what servers say in prose. Never throws, whatever the bytes.
 */
export function readReturned(raw: Uint8Array): Returned {
  const message = readEntity(raw)
  const { notice, copy } = splitNotice(ownText(message))
  const complaint = readComplaint(message, copy)
  if (complaint) return complaint
  const original = originalOf(message, copy)
  const notification = readNotification(message)
  if (notification) return notification
  return readBounce(message, notice, copy, original) ?? readAnswer(message, notice, original)
}

/** What the message itself says, what it encloses left out; HTML only where there is no plain text. */
function ownText(message: Entity): string {
  const parts = [...partsOf(message)].filter(
    (part) => part.text !== '' && (part.type.startsWith('text/') || part.type.startsWith('multipart/')),
  )
  const own = parts.filter((part) => !part.type.startsWith('text/rfc822'))
  const plain = own.filter((part) => part.type !== 'text/html')
  return (plain.length > 0 ? plain : own).map((part) => part.text).join('\n')
}

const carried = new Set(['failed', 'delayed'])

function readBounce(message: Entity, notice: string, copy: string, original: OriginalMessage): Returned | null {
  const reported = readStatusReport(message)
  if (reported && reported.length > 0) {
    const findings = reported.filter(
      ({ action, status }) => carried.has(action ?? 'failed') && !status?.trim().startsWith('2.'),
    )
    if (findings.length === 0) return { kind: 'other', original }
    // Where a report names nobody, or says nothing of why, its prose may.
    const told = findings.every((finding) => finding.address && finding.words[0])
      ? []
      : readNotice(message, notice, original.to)
    const bounces = findings.map((finding) => {
      const address = finding.address || (told[0]?.address ?? '')
      const prose = told.find((one) => one.address.toLowerCase() === address.toLowerCase())?.words[0]
      const words = [finding.words[0] || prose || '', notice.slice(0, 4000)]
      return diagnose({ ...finding, address, words, alone: findings.length === 1 })
    })
    return { kind: 'bounce', bounces: unrepeated(bounces), original }
  }
  if (!reported && !isNotice(message, notice, { hasCopy: copy !== '', automatic: isAutomatic(message) })) return null
  const findings = readNotice(message, notice, original.to)
  return { kind: 'bounce', bounces: unrepeated(findings.map(diagnose)), original }
}

/** One bounce for each recipient: servers may report one twice. */
function unrepeated(bounces: readonly Bounce[]): Bounce[] {
  const found = new Map<string, Bounce>()
  for (const bounce of bounces) {
    const key = bounce.address.toLowerCase()
    if (!found.has(key)) found.set(key, bounce)
  }
  return [...found.values()]
}

function readAnswer(message: Entity, text: string, original: OriginalMessage): Returned {
  const from = addressesIn(message.header('from'))[0] ?? ''
  const subject = message.header('subject').slice(0, 200)
  if (isChallenge(message, text)) return { kind: 'challenge', original }
  if (isUnsubscription(subject, text) && from !== '')
    return { kind: 'unsubscription', from, subject, withWords: hasWords(text), original }
  if (isAutomatic(message)) return { kind: 'auto-reply', original }
  if (isBulk(message) || from === '') return { kind: 'other', original }
  return { kind: 'reply', from, subject, original }
}

/** Whether a text is more than a word or a signature, what it quotes left out. */
function hasWords(text: string): boolean {
  const own = text.slice(0, 20_000).split(/\n-- ?\n/, 1)[0] ?? ''
  return own.replace(/^>.*$/gm, '').replace(/\s+/g, ' ').trim().length > 40
}
