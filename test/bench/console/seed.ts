import { DatabaseSync } from 'node:sqlite'
import { keyedHash, newId, newToken } from '../../../src/base/ids.js'
import {
  datesOf,
  type MessageSource,
  shiftWeek,
  sortKey,
  type Week,
  weekName,
  weekOf,
} from '../../../src/domain/index.js'
import { full } from '../../fixtures/issues/full.js'

export interface Sizes {
  issues: number
  contacts: number
  deliveries: number
}

export interface Seeded {
  /** The newest issue, its campaign, and an organisation that got everything. */
  issue: string
  campaign: string
  organisation: string
  contact: string
  address: string
  /** Weeks of some of the issues. */
  periods: string[]
}

const firstWeek = weekOf('2007-01-01')

/** The fullest week of a summer, in another week. */
export function moved(week: Week) {
  const dates = datesOf(week)
  const days = full.days.map((day, index) => {
    const date = dates[index] ?? day.date
    return { date, occurrences: day.occurrences.map((one) => ({ ...one, date })) }
  })
  return { ...full, week, period: weekName(week), days }
}

/** Fills a migrated database with years of work, quickly: what is read afterwards matters, not how it came in. */
export function seedYears(file: string, sizes: Sizes): Seeded {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = off; begin')
  const at = (day: number) => Temporal.PlainDate.from('2007-01-01').add({ days: day }).toString() + 'T05:30:00.000Z'
  const kinds = ['hotel', 'campsite', 'restaurant', 'guest-house', 'shop', 'museum']

  const organisation = db.prepare(
    `insert into organisations (id, name, name_key, sort_key, kind, commune, commune_key, latitude, longitude, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const contact = db.prepare(
    `insert into contacts (id, organisation_id, name, email, email_key, language, token, created_at) values (?, ?, ?, ?, ?, 'fr', ?, ?)`,
  )
  const subscription = db.prepare(
    `insert into subscriptions (contact_id, publication, ground, since) values (?, 'agenda', 'partner', ?)`,
  )
  const contacts: { id: string; email: string }[] = []
  let first = ''
  for (let number = 0; number < sizes.contacts; number++) {
    const [organisationId, id] = [newId(), newId()]
    first ||= organisationId
    const commune = `Commune ${number % 34}`
    const email = `partenaire${number}@maison${number}.example.org`
    organisation.run(
      organisationId,
      `Maison ${number}`,
      `maison ${number}`,
      sortKey(`Maison ${number}`),
      kinds[number % kinds.length] ?? null,
      commune,
      commune.toLowerCase(),
      43.4 + ((number % 34) % 6) / 12 + (number % 500) / 10_000,
      0.3 + Math.floor((number % 34) / 6) / 8 + (number % 700) / 10_000,
      at(number % 6000),
    )
    contact.run(id, organisationId, `Personne ${number}`, email, email, newToken(), at(number % 6000))
    subscription.run(id, at(number % 6000))
    contacts.push({ id, email })
  }

  const issue = db.prepare(
    `insert into issues (id, publication, period, state, content, agenda, findings, fingerprint, subject, revision, composed_at, decided_at)
     values (?, 'agenda', ?, 'sent', ?, null, '[]', ?, ?, 1, ?, ?)`,
  )
  const file1 = db.prepare(`insert into issue_files (issue_id, name, content_type, body) values (?, ?, ?, ?)`)
  const campaign = db.prepare(
    `insert into campaigns (id, key, kind, issue_id, publication, subject, message, state, created_at, finished_at)
     values (?, ?, 'issue', ?, 'agenda', ?, ?, 'done', ?, ?)`,
  )
  // As long as a week's mail is.
  const from = { name: 'Camille', address: 'camille@tourisme.example.org' }
  const message = JSON.stringify({
    kind: 'issue',
    from,
    replyTo: null,
    list: null,
    language: 'fr',
    subject: 'L’agenda de la semaine',
    html: '<p>Samedi</p>'.repeat(5000),
    text: 'Samedi '.repeat(1500),
    attachments: [],
  } satisfies MessageSource)
  const delivery = db.prepare(
    `insert into deliveries (id, campaign_id, contact_id, email, email_key, language, token, state, reason, attempt, code, reply, updated_at)
     values (?, ?, ?, ?, ?, 'fr', ?, ?, ?, 1, ?, ?, ?)`,
  )
  seedDirectoryLife(db, contacts, at)

  const perIssue = Math.floor(sizes.deliveries / sizes.issues)
  let [lastIssue, lastCampaign] = ['', '']
  for (let number = 0; number < sizes.issues; number++) {
    const week = shiftWeek(firstWeek, number)
    const [issueId, campaignId, sent] = [newId(), newId(), `${week.from}T05:30:00.000Z`]
    const subject = `L’agenda de la semaine, ${weekName(week)}`
    issue.run(issueId, weekName(week), JSON.stringify(moved(week)), newId(), subject, sent, sent)
    file1.run(
      issueId,
      'archive.html',
      'text/html; charset=utf-8',
      Buffer.from(`<!doctype html><title>${subject}</title>`),
    )
    campaign.run(campaignId, `issue/agenda/${weekName(week)}`, issueId, subject, message, sent, sent)
    for (let place = 0; place < perIssue; place++) {
      const to = contacts[(number * 7 + place) % contacts.length] ?? { id: '', email: '' }
      const state = place % 97 === 0 ? 'failed' : place % 41 === 0 ? 'excluded' : 'accepted'
      const reason = state === 'excluded' ? 'unsubscribed' : state === 'failed' ? 'refused' : null
      const code = state === 'accepted' ? 250 : state === 'failed' ? 550 : null
      delivery.run(
        `${campaignId}-${String(place + 1).padStart(7, '0')}`,
        campaignId,
        to.id,
        to.email,
        to.email,
        newToken(),
        state,
        reason,
        code,
        code && `${code} ok`,
        sent,
      )
    }
    ;[lastIssue, lastCampaign] = [issueId, campaignId]
  }
  db.exec('commit; pragma optimize; analyze')
  db.close()
  const { id: contactId = '', email: address = '' } = contacts[0] ?? {}
  const periods = [1, 2, 3, 40, 41].map((back) => weekName(shiftWeek(firstWeek, sizes.issues - back)))
  return { issue: lastIssue, campaign: lastCampaign, organisation: first, contact: contactId, address, periods }
}

/** What becomes of partners over the years: one in fifty is opposed, one in thirty had mail come back, and all is noted. */
function seedDirectoryLife(db: DatabaseSync, contacts: { id: string; email: string }[], at: (day: number) => string) {
  const { value: key } = db.prepare(`select value from meta where key = 'opposition-key'`).get() as { value: string }
  const opposed = db.prepare(`insert into suppressions (address_hash, reason, since) values (?, ?, ?)`)
  const bounce = db.prepare(`insert into bounces (id, address_hash, kind, reason, at) values (?, ?, ?, ?, ?)`)
  const line = db.prepare(
    `insert into journal (id, at, who, what, door, contact_id, publication) values (?, ?, ?, ?, 'console', ?, 'agenda')`,
  )
  for (const [number, { id, email }] of contacts.entries()) {
    const day = number % 6000
    const hash = keyedHash(key, email)
    line.run(newId(), at(day), number % 3 === 0 ? 'Personne 1' : 'semainier', 'subscribed', id)
    if (number % 50 === 7) opposed.run(hash, number % 100 === 7 ? 'opposed' : 'bounced', at(day))
    if (number % 30 === 11) bounce.run(newId(), hash, number % 60 === 11 ? 'hard' : 'soft', 'unknown-address', at(day))
  }
  const segment = db.prepare(
    `insert into segments (id, name, name_key, rule, created_at, changed_at) values (?, ?, ?, ?, ?, ?)`,
  )
  const rules = { Hôtels: { kind: ['hotel'] }, 'Commune 3': { commune: ['Commune 3'] }, Rejetés: { bounced: true } }
  for (const [name, rule] of Object.entries(rules))
    segment.run(newId(), name, name.toLowerCase(), JSON.stringify({ all: [rule] }), at(0), at(0))
}
