import { createHmac } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { newId, newToken } from '../../src/base/ids.js'
import type { StaffRole } from '../../src/domain/index.js'

const roles: readonly StaffRole[] = ['administrator', 'administrator', 'editor', 'editor', 'editor', 'reader']

/** One of staff in a browser that is signed in. */
export interface Seat {
  name: string
  role: StaffRole
  language: string
  cookie: string
}

/**
 * Ten of staff, each in several browsers, `sessions` in all, entered as better-auth enters them but without the time that
 * a password takes. Every third is an administrator, every fifth reads English.
 */
export function seatPeople(file: string, sessions: number, publicUrl = 'http:'): Seat[] {
  const db = new DatabaseSync(file, { timeout: 10_000 })
  const { value: secret } = db.prepare(`select value from meta where key = 'secret-key'`).get() as { value: string }
  const person = db.prepare(
    `insert into staff (id, name, email, email_verified, role, language, created_at, updated_at) values (?, ?, ?, 1, ?, ?, ?, ?)`,
  )
  const session = db.prepare(
    `insert into staff_sessions (id, staff_id, token, expires_at, user_agent, created_at, updated_at) values (?, ?, ?, ?, 'Firefox', ?, ?)`,
  )
  const cookie = `${publicUrl.startsWith('https:') ? '__Secure-' : ''}semainier.session_token`
  const now = new Date().toISOString()
  const nextWeek = Temporal.Now.instant()
    .add({ hours: 24 * 7 })
    .toString({ smallestUnit: 'millisecond' })
  const people = Array.from({ length: 10 }, (_, index) => {
    const one = {
      id: newId(),
      name: `Personne ${index + 1}`,
      role: roles[index % roles.length] ?? 'reader',
      language: index % 5 === 4 ? 'en' : 'fr',
    }
    person.run(one.id, one.name, `${one.id}@office.example.org`, one.role, one.language, now, now)
    return one
  })
  const seats = Array.from({ length: sessions }, (_, index) => {
    const { id, ...one } = people[index % people.length] ?? people[0]!
    const token = newToken()
    session.run(newId(), id, token, nextWeek, now, now)
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    return { ...one, cookie: `${cookie}=${encodeURIComponent(`${token}.${signature}`)}` }
  })
  db.close()
  return seats
}
