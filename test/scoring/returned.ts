import { globSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readReturned } from '../../src/deliver/returned/read-returned.js'
import { addressesIn } from '../../src/deliver/returned/addresses.js'
import type { Bounce, Returned } from '../../src/domain/index.js'

/** What one recipient's row should say. A status x.0.9yz stands for "none is stated" in the corpus that it comes from. */
interface ExpectedRow {
  status: string
  reply: string
  reason: string
  hardBounce: boolean
  address?: string
}

const silentReasons = new Set(['feedback', 'delivered', 'vacation'])

/** The answers for the messages of a folder, by file name: expected*.json in it, above it, or beside it. */
export function expectedIn(folder: string): Map<string, ExpectedRow[]> {
  const places = [folder, dirname(folder), join(folder, '*'), join(dirname(folder), '*'), join(dirname(folder), '../*')]
  for (const file of places.flatMap((place) => globSync(join(place, 'expected*.json')))) {
    const document = JSON.parse(readFileSync(file, 'utf8')) as { expected?: Record<string, ExpectedRow[]> }
    if (document.expected) return new Map(Object.entries(document.expected))
  }
  return new Map()
}

export interface ReturnedScore {
  messages: number
  compared: number
  slowestMs: number
  kind: { right: number; of: number }
  address: { right: number; of: number }
  status: { right: number; of: number }
  reply: { right: number; of: number }
  wrong: string[]
}

type Kind = 'hard' | 'soft' | 'none'

const kindsOf = (returned: Returned): { kind: Kind; bounce: Bounce | null }[] =>
  returned.kind === 'bounce' ? returned.bounces.map((bounce) => ({ kind: bounce.kind, bounce })) : []

/** Whom the message was for, told without the reader: status reports, returned headers, and the row's own word. */
function witnesses(text: string, row: ExpectedRow): Set<string> {
  if (row.address) return new Set([row.address.toLowerCase()])
  const lines = text.split(/\r?\n/)
  const own = new Set(
    addressesIn(
      lines
        .slice(0, Math.max(lines.indexOf(''), 1))
        .filter((line) => /^(?:to|from|return-path|delivered-to):/i.test(line))
        .join(' '),
    ),
  )
  const fields =
    /^(?:>? ?)(?:final-recipient|original-recipient|x-actual-recipient|to|x-failed-recipients|original-rcpt-to)\s*:/i
  const structured = addressesIn(lines.filter((line) => fields.test(line)).join(' , '))
  const report = lines.slice(lines.indexOf('') + 1)
  const copy = report.findIndex((line) => /^(?:received|return-path|message-id)\s*:/i.test(line))
  const prose = addressesIn(
    report
      .slice(0, copy < 0 ? undefined : copy)
      .filter((line) => !/^content-|^x-/i.test(line))
      .join('\n'),
  )
  const all = [...structured, ...prose]
  const others = all.filter((address) => !own.has(address))
  return new Set((others.length > 0 ? others : all).map((address) => address.toLowerCase()))
}

const silent = (status: string) => /^\d\.0\.9\d\d$/.test(status)

/** The status is the one stated; where the message states none, only the class (RFC 3463, 2) can agree. */
const statusAgrees = (expected: string, given: string | null) =>
  silent(expected) || expected === '' ? given === null || given[0] === expected[0] : given === expected

/** Reads every message of a folder and compares with what is expected of it. */
export function scoreReturned(folder: string): ReturnedScore {
  const expected = expectedIn(folder)
  const score: ReturnedScore = {
    messages: 0,
    compared: 0,
    slowestMs: 0,
    kind: { right: 0, of: 0 },
    address: { right: 0, of: 0 },
    status: { right: 0, of: 0 },
    reply: { right: 0, of: 0 },
    wrong: [],
  }
  const seen = new Set<string>()
  for (const path of globSync(join(folder, '**/*')).sort()) {
    if (!statSync(path).isFile() || path.endsWith('.json')) continue
    const raw = readFileSync(path)
    const begun = performance.now()
    const returned = readReturned(raw)
    score.slowestMs = Math.max(score.slowestMs, Math.round(performance.now() - begun))
    score.messages++
    const name = basename(path)
    const rows = expected.get(name)
    if (!rows || seen.has(name)) continue
    seen.add(name)
    score.compared++
    compare(score, { name, rows, returned, text: raw.toString('latin1') })
  }
  return score
}

function compare(
  score: ReturnedScore,
  { name, rows, returned, text }: { name: string; rows: ExpectedRow[]; returned: Returned; text: string },
): void {
  const given = kindsOf(returned)
  const left = [...given]
  for (const row of rows) {
    const wanted: Kind = silentReasons.has(row.reason) ? 'none' : row.hardBounce ? 'hard' : 'soft'
    const told = witnesses(text, row)
    // Several recipients: the row that agrees best is the one meant.
    left.sort((a, b) => agreement(b, row, wanted) - agreement(a, row, wanted))
    const match = left.shift()
    const kind = match?.kind ?? 'none'
    const tell = (what: string, is: unknown, should: unknown) =>
      score.wrong.push(
        `${name}: ${what} ${String(is)} instead of ${String(should)} (${row.reason}; ${match?.bounce?.reason ?? returned.kind}; ${match?.bounce?.words.slice(0, 200) ?? ''})`,
      )
    if (!count(score.kind, kind === wanted)) tell('kind', kind, wanted)
    if (wanted === 'none') continue
    const bounce = match?.bounce
    const address = bounce?.address.toLowerCase().replaceAll('"', '') ?? ''
    if (!count(score.address, told.has(address))) tell('address', address, [...told].join(' or '))
    const status = bounce?.status ?? null
    if (!count(score.status, bounce ? statusAgrees(row.status, status) : false)) tell('status', status, row.status)
    const reply = String(bounce?.code ?? '')
    if (!count(score.reply, reply === row.reply)) tell('reply', reply, row.reply)
  }
  for (const { kind } of left) {
    count(score.kind, false)
    score.wrong.push(`${name}: one ${kind} bounce too many`)
  }
}

const agreement = ({ kind, bounce }: { kind: Kind; bounce: Bounce | null }, row: ExpectedRow, wanted: Kind) =>
  (kind === wanted ? 1 : 0) + (bounce?.status === row.status ? 2 : 0)

function count(sum: { right: number; of: number }, right: boolean): boolean {
  sum.of++
  if (right) sum.right++
  return right
}

export const targetsOf = (score: ReturnedScore) => [
  { what: 'hard, soft or no bounce', ...score.kind, target: 0.98 },
  { what: 'recipient address', ...score.address, target: 0.95 },
  { what: 'status code', ...score.status, target: 0.95 },
]

/** True when the folder holds anything to compare, and every target is met within a second a message. */
export const isMet = (score: ReturnedScore) =>
  score.slowestMs <= 1000 && targetsOf(score).every(({ right, of, target }) => of === 0 || right / of >= target)
