import { correctWeek, linesOf } from '../../../src/compose/corrections/correct-week.js'
import { targetKey } from '../../../src/compose/corrections/target.js'
import { newId } from '../../../src/base/ids.js'
import { shiftWeek, wayByDistance, type Week, weekName, weekOf } from '../../../src/domain/index.js'
import type { NewIssue } from '../../../src/store/issues.js'
import type { Store } from '../../../src/store/store.js'
import { moved } from './seed.js'

/** Work that is under way, as staff have it on their screens. */
export interface OpenWork {
  /** The coming issues, to be corrected. */
  week: string
  month: string
  edition: string
  order: string
  round: string
}

const orders = 200
const posts = 40
const corrected = 10
const villages = 34

/** A village's name has no figures: those of a postal code are not part of it. */
const village = (number: number) => `Saint-${'abcdef'.charAt(number / 6)}${'abcdef'.charAt(number % 6)}`

/** Opens the fullest week of the summer and a month of forty posts for correction, and an edition with its orders. */
export async function openWork(store: Store): Promise<OpenWork> {
  const week = shiftWeek(weekOf(Temporal.Now.plainDateISO().toString()), 1)
  return await store.transaction(async (rows) => {
    const coming = openWeek(week)
    const { issue } = await rows.issues.save(coming)
    const put = linesOf(correctWeek(coming.agenda, []))
      .slice(0, corrected)
      .map(
        ({ target }) =>
          ({ target, key: targetKey(target), field: 'venue', value: 'salle des fêtes', said: null }) as const,
      )
    await rows.issues.correct(issue.id, 'Personne 1', { put, drop: [] })
    // As if it had been rendered with them.
    await rows.issues.save({ ...coming, corrections: 1 })
    const month = await rows.issues.save(openMonth(week.from.slice(0, 7)))
    const edition = await rows.editions.add({
      title: 'Guide touristique',
      kind: 'guide',
      year: 2027,
      languages: ['fr'],
      pdfUrl: null,
      onlineUrl: null,
      copiesPerBox: 40,
      grams: 180,
      replaces: null,
    })
    if (!edition) throw new Error('the edition is there already')
    await rows.editions.setStock(edition.id, 'Auch', 100_000)
    let order = ''
    for (let number = 0; number < orders; number++) {
      const placed = await rows.orders.place({
        contactId: null,
        organisationId: null,
        email: `partenaire${number}@maison${number}.example.org`,
        name: `Personne ${number}`,
        organisation: `Maison ${number}`,
        commune: village(number % villages),
        address: `${number} rue des Tilleuls`,
        language: 'fr',
        key: newId(),
        way: 'delivery',
        remark: null,
        lines: [{ editionId: edition.id, copies: 20 + (number % 50) }],
      })
      if ('order' in placed) order = placed.order.id
    }
    // Some forty stops: more than a van makes in a day.
    const communes = Array.from({ length: 7 }, (_, number) => village(number))
    const day = week.from
    const round = await rows.rounds.plan({ name: 'Juin', day, who: 'Personne 1', communes }, (stops) =>
      wayByDistance(null, stops, 'distance'),
    )
    return { round: round ?? '', week: issue.id, month: month.issue.id, edition: edition.id, order }
  })
}

const files = ['mail.html', 'mail.txt', 'archive.html'].map((name) => ({
  name,
  contentType: 'text/html; charset=utf-8',
  body: Buffer.from('<!doctype html><title>Semaine</title>'),
}))
const waiting = { state: 'composed', stateReason: null, findings: [], fingerprint: newId(), files } as const

function openWeek(week: Week) {
  const content = moved(week)
  const agenda = {
    week,
    intro: content.intro,
    image: null,
    occurrences: content.days.flatMap((day) => day.occurrences),
    ongoing: [],
    toComplete: [],
    nextWeek: null,
    warnings: [],
  }
  return {
    ...waiting,
    files: [...files],
    findings: [],
    publication: 'agenda',
    period: weekName(week),
    content,
    agenda,
    subject: `L’agenda de la semaine, ${weekName(week)}`,
  } satisfies NewIssue
}

function openMonth(month: string): NewIssue {
  const told = 'Dès le premier samedi, le public est accueilli du mardi au dimanche. La visite dure une heure. '
  return {
    ...waiting,
    files: [...files],
    findings: [],
    publication: 'nouvelles',
    period: month,
    content: null,
    agenda: null,
    news: {
      kind: 'monthly-news',
      month,
      posts: Array.from({ length: posts }, (_, number) => ({
        feed: 'blog',
        guid: `guid-${number}`,
        url: `https://blog.example.org/${number}`,
        title: `Un sentier de ${number} kilomètres`,
        text: told.repeat(4),
        categories: ['Actualités'],
        publishedAt: `${month}-01T08:00:00Z`,
        picture: null,
      })),
      dates: [],
      short: [],
      failed: [],
    },
    subject: `Les nouvelles du mois, ${month}`,
  }
}
