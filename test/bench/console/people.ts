import { createHmac } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { newId, newToken } from '../../../src/base/ids.js'
import type { StaffRole } from '../../../src/domain/index.js'

const roles: readonly StaffRole[] = ['administrator', 'administrator', 'editor', 'editor', 'editor', 'reader']

/**
 * Ten of staff, each in several browsers: the cookies of `sessions` sessions, entered as better-auth enters them. Every
 * third is an administrator, every fifth reads English.
 */
export function seatPeople(file: string, sessions: number): { administrators: string[]; everybody: string[] } {
  const db = new DatabaseSync(file, { timeout: 10_000 })
  const { value: secret } = db.prepare(`select value from meta where key = 'secret-key'`).get() as { value: string }
  const person = db.prepare(
    `insert into staff (id, name, email, email_verified, role, language, created_at, updated_at) values (?, ?, ?, 1, ?, ?, ?, ?)`,
  )
  const session = db.prepare(
    `insert into staff_sessions (id, staff_id, token, expires_at, user_agent, created_at, updated_at) values (?, ?, ?, ?, 'Firefox', ?, ?)`,
  )
  const now = new Date().toISOString()
  const nextWeek = Temporal.Now.instant()
    .add({ hours: 24 * 7 })
    .toString({ smallestUnit: 'millisecond' })
  const people = Array.from({ length: 10 }, (_, index) => {
    const one = { id: newId(), role: roles[index % roles.length] ?? 'reader' }
    const email = `${one.id}@office.example.org`
    person.run(one.id, `Personne ${index + 1}`, email, one.role, index % 5 === 4 ? 'en' : 'fr', now, now)
    return one
  })
  const seated = Array.from({ length: sessions }, (_, index) => {
    const { id, role } = people[index % people.length] ?? { id: '', role: 'reader' }
    const token = newToken()
    session.run(newId(), id, token, nextWeek, now, now)
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    return { role, cookie: `semainier.session_token=${encodeURIComponent(`${token}.${signature}`)}` }
  })
  db.close()
  const cookiesOf = (some: typeof seated) => some.map(({ cookie }) => cookie)
  return {
    administrators: cookiesOf(seated.filter(({ role }) => role === 'administrator')),
    everybody: cookiesOf(seated),
  }
}
