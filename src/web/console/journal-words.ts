import { receivable } from '../../../jobs/steps/receivable.js'
import { remembered } from '../../base/remembered.js'
import { loadTexts } from '../../base/texts.js'
import { typeset } from '../../base/typography.js'
import { readRule, staffRoles } from '../../domain/index.js'
import type { OfficeSettings } from '../../domain/settings/office.js'
import { hourText, weekdayAndDay } from '../../render/dates.js'
import { segmentSentence } from '../../report/segment-sentence.js'
import type { Store } from '../../store/store.js'
import type { Desk } from './desk.js'
import { columnWord, languageWord, publicationTitle } from './partners/words.js'

export type StoredLine = Awaited<ReturnType<Store['journal']['latest']>>[number]

/** Where a line's subject is looked at, by the first word of "issue/ID"; null leaves the ID out. */
const rooms: Record<string, { path: string; byId: boolean }> = {
  issue: { path: '/console/numeros', byId: true },
  campaign: { path: '/console/envois', byId: true },
  announcement: { path: '/console/annonces', byId: true },
  edition: { path: '/console/editions', byId: true },
  order: { path: '/console/commandes', byId: true },
  round: { path: '/console/tournees', byId: true },
  organisation: { path: '/console/partenaires', byId: true },
  segment: { path: '/console/segments', byId: true },
  import: { path: '/console/partenaires/importer', byId: false },
  staff: { path: '/console/equipe', byId: false },
  setting: { path: '/console/reglages', byId: false },
}

/** What was done, in words: of an announcement the same deed is called otherwise, and an address that died is no person's word. */
export function deedWords(
  { t, texts }: Pick<Desk, 't' | 'texts'>,
  { what, subject, note }: Pick<StoredLine, 'what' | 'subject' | 'note'>,
) {
  if (what === 'opposed' && note === 'bounced') return t('journal.deadAddress')
  const own = `journal.actOf.${subject?.split('/')[0] ?? ''}.${what}`
  return t(texts.has(own) ? own : `journal.act.${what}`)
}

/** What it was done to, and how, in words; empty where there is nothing more to tell. */
export function detailWords(desk: Desk, { what, note, publication }: StoredLine): string {
  const { t, texts } = desk
  const parts = [publication && publicationTitle(desk, publication), note && noteWords(desk, what, note)]
  return typeset(parts.filter(Boolean).join(t('journal.colon')), texts.language)
}

const isRole = (word: string) => staffRoles.some((role) => role === word)

/** A note of the journal, in words; what staff wrote themselves as it is. */
export function noteWords(desk: Desk, what: string, note: string): string {
  const { t } = desk
  if (what === 'segment-saved' || what === 'segment-removed') return rulesInWords(desk, note)
  if (what === 'joined' || what === 'invited')
    return note.replace(/\((\w+)\)$/, (whole, role: string) => (isRole(role) ? `(${t(`role.${role}.name`)})` : whole))
  if (what === 'role-changed' && isRole(note)) return t(`role.${note}.name`)
  if (what === 'stop-noted' || what === 'stop-taken-back')
    return t(note === 'done' ? 'journal.stopDone' : 'journal.stopAbsent')
  if (what === 'setting-changed') return settingWords(desk, note)
  if (what === 'changed')
    return note
      .split('; ')
      .map((one) => changeWords(desk, one))
      .join(' ; ')
  return desk.texts.has(`journal.reason.${note}`) ? t(`journal.reason.${note}`) : note
}

/** A change that somebody made on the public pages is written with the names of columns: "language: fr → en". */
function changeWords(desk: Desk, change: string): string {
  const [, column, before = '', after = ''] = /^(language|papers|name): (.*) → (.*)$/.exec(change) ?? []
  if (!column) return change
  const word = (value: string) => {
    if (column === 'language') return languageWord(desk, value)
    return column === 'papers' ? desk.t(`partnerDesk.papers.${value}`) : value
  }
  const field = column === 'name' ? desk.t('partnerColumn.fullName') : columnWord(desk, 'contact', column)
  return desk.t('journal.changedTo', { field, value: `${word(before)} → ${word(after)}` })
}

/** A setting is written by its key, "publications.agenda.send.day : lundi → mardi"; told by what it is for. */
function settingWords(desk: Desk, note: string): string {
  const { t, texts } = desk
  const [, key = '', values = ''] = /^(\S+) : ([^]*)$/.exec(note) ?? []
  const [first = '', name = '', ...rest] = key.split('.')
  const named = first === 'publications'
  const sentence = named
    ? `setting.publications.publications_NAME_${rest.join('_')}`
    : `setting.office.${key.replaceAll('.', '_')}`
  if (!texts.has(sentence)) return note
  const field = t(sentence).replace(/\.$/, '')
  const told = t('journal.changedTo', { field, value: values })
  return named ? `${publicationTitle(desk, name)} – ${told}` : told
}

/** The rules that stand in a line as data, as the sentences that they are. */
function rulesInWords({ texts, context }: Desk, note: string): string {
  const begin = note.indexOf(': {')
  if (begin < 0) return note
  const rules = note.slice(begin + 2).split(/ → (?=\{)/)
  const sentences = rules.map((text) => {
    try {
      const { rule } = readRule(JSON.parse(text))
      return rule && segmentSentence(rule, texts, receivable(context))
    } catch {
      return null
    }
  })
  // A rule that this version cannot read is left out: it would tell nobody anything.
  const told = sentences.filter((one) => one !== null)
  return told.length === 0 ? note.slice(0, begin) : `${note.slice(0, begin)} : ${told.join(' → ')}`
}

/** Where what a line tells of is looked at; null where there is nothing to look at any more. */
export function roomOf({ what, subject, contact_id, email }: StoredLine, segments: ReadonlySet<string>): string | null {
  if (contact_id !== null) return email === null ? null : `/console/partenaires/contacts/${contact_id}`
  const [kind = '', id = ''] = subject?.split('/') ?? []
  const room = rooms[kind]
  if (!room || (kind === 'segment' && !segments.has(id)) || what === 'removed') return null
  return room.byId ? `${room.path}/${id}` : room.path
}

type Asked = [minute: string, thisYear: number, language: string, timeZone: string, hours: OfficeSettings['hours']]

const momentLately = remembered((asked) => {
  const [minute, thisYear, language, timeZone, hours] = JSON.parse(asked) as Asked
  const texts = loadTexts(language)
  const there = Temporal.Instant.from(`${minute}Z`).toZonedDateTimeISO(timeZone)
  const year = there.year === thisYear ? '' : ` ${there.year}`
  const hour = hourText(there.toPlainTime().toString({ smallestUnit: 'minute' }), hours, texts)
  return `${weekdayAndDay(there.toPlainDate().toString(), texts)}${year}, ${hour}`
}, 5000)

/** Says instants as "vendredi 3 juillet, 16h02": many lines of one day are told apart only so. */
export function momentWords({ context, texts }: Pick<Desk, 'context' | 'texts'>): (at: string) => string {
  const { timeZone, hours } = context.office
  const thisYear = context.clock.now().toZonedDateTimeISO(timeZone).year
  return (at) => {
    const asked: Asked = [at.slice(0, 'yyyy-mm-ddThh:mm'.length), thisYear, texts.language, timeZone, hours]
    return momentLately(JSON.stringify(asked))
  }
}
