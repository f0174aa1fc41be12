import { DatabaseSync } from 'node:sqlite'
import { newId, newToken } from '../../../src/base/ids.js'
import { datesOf, shiftWeek, type Week, weekName, weekOf } from '../../../src/domain/index.js'
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
  address: string
}

const firstWeek = weekOf('2007-01-01')

/** The fullest week of a summer, in another week. */
function moved(week: Week) {
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
    `insert into organisations (id, name, name_key, kind, commune, commune_key, latitude, longitude, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      kinds[number % kinds.length] ?? null,
      commune,
      commune.toLowerCase(),
      43.4 + (number % 500) / 1000,
      0.3 + (number % 700) / 1000,
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
     values (?, ?, 'issue', ?, 'agenda', ?, '{}', 'done', ?, ?)`,
  )
  const delivery = db.prepare(
    `insert into deliveries (id, campaign_id, contact_id, email, email_key, language, token, state, reason, attempt, code, reply, updated_at)
     values (?, ?, ?, ?, ?, 'fr', ?, ?, ?, 1, ?, ?, ?)`,
  )
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
    campaign.run(campaignId, `issue/agenda/${weekName(week)}`, issueId, subject, sent, sent)
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
  return { issue: lastIssue, campaign: lastCampaign, organisation: first, address: contacts[0]?.email ?? '' }
}
