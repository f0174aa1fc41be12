import { nearestWord } from '../base/nearest-word.js'
import type { SettingsProblem } from '../base/settings-error.js'
import type { SettingsFile } from '../base/settings-file.js'
import { editionsPublication } from '../domain/settings/editions.js'
import type { FeedsSettings } from '../domain/settings/feeds.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import type { PublicationsSettings } from '../domain/settings/publications.js'

export interface SettingsFiles {
  /** Null where the file itself could not be read: what depends on it is not checked. */
  office: SettingsFile<OfficeSettings> | null
  feeds: SettingsFile<FeedsSettings> | null
  publications: SettingsFile<PublicationsSettings> | null
}

/** What no single value shows to be wrong: a time zone, a day that no year has, the feed of a publication. */
export function crossChecks(files: SettingsFiles): SettingsProblem[] {
  return [zoneProblems, closedProblems, nameProblems, seasonProblems, feedProblems].flatMap((check) => check(files))
}

function zoneProblems({ office }: SettingsFiles): SettingsProblem[] {
  if (!office || isTimeZone(office.value.timeZone)) return []
  const near = nearestWord(office.value.timeZone, Intl.supportedValuesOf('timeZone'))
  const hint = near ? `\u202f; vouliez-vous dire « ${near} »\u202f?` : ', comme « Europe/Paris » ou « Indian/Reunion »'
  return [office.problem(['timeZone'], `fuseau horaire inconnu${hint}`)]
}

/** An IANA name; a bare offset such as "+01:00" would ignore summer time. */
function isTimeZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name)
    return /^[a-z]/i.test(name)
  } catch {
    return false
  }
}

/** The announcements of editions have a name too, in every link by which somebody leaves them. */
function nameProblems({ publications }: SettingsFiles): SettingsProblem[] {
  if (!publications?.value.publications[editionsPublication]) return []
  const sentence = `le nom « ${editionsPublication} » est celui des annonces d’éditions\u202f; donnez-lui-en un autre`
  return [publications.problem(['publications', editionsPublication], sentence)]
}

function seasonProblems({ publications }: SettingsFiles): SettingsProblem[] {
  return Object.entries(publications?.value.publications ?? {}).flatMap(([name, one]) =>
    one.kind === 'weekly-agenda'
      ? (['from', 'to'] as const)
          .filter((end) => !isDayOfYear(one.season[end]))
          .flatMap((end) => publications?.problem(['publications', name, 'season', end], 'ce jour n’existe pas') ?? [])
      : [],
  )
}

/** Days on which the office is closed: that the calendar knows them, and the last not before the first. */
function closedProblems({ office }: SettingsFiles): SettingsProblem[] {
  return (office?.value.workingDays.closed ?? []).flatMap((one, index) => {
    const problem = (sentence: string) => office?.problem(['workingDays', 'closed', index], sentence) ?? []
    const days = one.split('/')
    if (days.some((day) => !(day.length === 5 ? isDayOfYear(day) : isDate(day)))) return problem('ce jour n’existe pas')
    const [from = '', to] = days
    return to !== undefined && to < from ? problem('le dernier jour est avant le premier') : []
  })
}

function isDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
}

/** The 29th of February counts: it exists in leap years. */
function isDayOfYear(monthDay: string): boolean {
  try {
    Temporal.PlainDate.from(`2024-${monthDay}`)
    return true
  } catch {
    return false
  }
}

function feedProblems({ feeds, publications }: SettingsFiles): SettingsProblem[] {
  if (!feeds || !publications) return []
  const names = Object.keys(feeds.value.feeds)
  return Object.entries(publications.value.publications)
    .flatMap(([name, one]) =>
      one.kind === 'weekly-agenda'
        ? [{ path: [name, 'feed'], feed: one.feed }]
        : one.posts.map(({ feed }, index) => ({ path: [name, 'posts', index, 'feed'], feed })),
    )
    .filter(({ feed }) => !names.includes(feed))
    .map(({ path, feed }) => {
      const near = nearestWord(feed, names)
      const hint = near
        ? `\u202f; vouliez-vous dire « ${near} »\u202f?`
        : `\u202f; flux connus\u00a0: ${names.join(', ')}`
      return publications.problem(['publications', ...path], `ce flux n’est pas dans feeds.yaml${hint}`)
    })
}
