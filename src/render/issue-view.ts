import { loadTexts, type Texts } from '../base/texts.js'
import { keepPhonesWhole, printable, typeset } from '../base/typography.js'
import type { IssueChange, WeeklyContent } from '../domain/issue.js'
import { readPictureName } from '../domain/picture.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { unclamped, type Clamp } from './clamp.js'
import { dayAndMonth, weekdayAndDay, weekdayOf, weekSpan } from './dates.js'
import { eventView, ongoingView, type EventView, type Wording } from './event-view.js'
import { dialled, followable, printedAddress } from './links.js'
import { paletteOf, type Palette } from './palette.js'
import { signatureOf } from './signature.js'

/** Who writes, as mail and page tell it. */
export interface OfficeView {
  name: string
  website: string
  websiteText: string
  email: string
  phone: string | null
  tel: string | null
  address: string
  signature: string
}

export interface DayView {
  /** ISO date. */
  date: string
  weekday: string
  day: string
  /** "Lundi 6 juillet". */
  heading: string
  events: EventView[]
}

/** An issue in words, ready for any template: typeset, in its own language, unsafe links removed. */
export interface IssueView {
  language: string
  title: string
  span: string
  count: number
  /** Communes by number of events, most first. */
  communes: string[]
  intro: string | null
  /** `file`: its name beside the issue's page. */
  image: { file: string; width: number; height: number; alt: string; credit: string } | null
  days: DayView[]
  ongoing: EventView[]
  changes: (Pick<IssueChange, 'kind' | 'commune'> & { word: string; title: string })[]
  nextWeek: string | null
  articleUrl: string | null
  office: OfficeView
  palette: Palette
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function communesOf({ days }: WeeklyContent): string[] {
  const counts = new Map<string, number>()
  for (const { commune } of days.flatMap((day) => day.occurrences)) {
    if (commune) counts.set(commune, (counts.get(commune) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([commune]) => commune)
}

function changeWord(kind: IssueChange['kind'], { t }: Texts): string {
  const words = {
    added: () => t('mail.added'),
    removed: () => t('mail.removed'),
    cancelled: () => t('mail.cancelled'),
    moved: () => t('mail.moved'),
  }
  return words[kind]()
}

export function officeView(office: OfficeSettings): OfficeView {
  return {
    name: office.name,
    website: office.website,
    websiteText: printedAddress(office.website),
    email: office.email,
    phone: office.phone ? keepPhonesWhole(office.phone) : null,
    tel: office.phone ? dialled(office.phone) : null,
    address: typeset(office.postalAddress, office.language),
    signature: signatureOf(office),
  }
}

function imageView({ image }: WeeklyContent, typed: (text: string) => string): IssueView['image'] {
  // Without a credit we may not show it (DESIGN 8); without a file of our own, readers would ask somebody else for it.
  if (!image?.credit || !readPictureName(image.file ?? '')) return null
  const { file, width, height } = image
  return { file, width, height, alt: typed(image.alt ?? ''), credit: typed(image.credit) }
}

/** `content` in the words of its own language, the office's way of printing hours applied. */
export function viewIssue(
  content: WeeklyContent,
  office: OfficeSettings,
  { clamp = unclamped, texts = loadTexts(content.language) }: { clamp?: Clamp; texts?: Texts } = {},
): IssueView {
  const wording: Wording = { texts, written: content.language, hours: office.hours, clamp }
  const typed = (text: string): string => typeset(printable(text), content.language)
  const days = content.days.filter((day) => day.occurrences.length > 0)
  return {
    language: texts.language,
    title: clamp.cut(typed(content.publication.title), 120),
    span: weekSpan(content.week, texts),
    count: days.reduce((sum, day) => sum + day.occurrences.length, 0),
    communes: communesOf(content),
    intro: content.intro && typed(content.intro),
    image: imageView(content, typed),
    days: days.map((day) => ({
      date: day.date,
      weekday: capital(weekdayOf(day.date, texts)),
      day: dayAndMonth(day.date, texts),
      heading: capital(weekdayAndDay(day.date, texts)),
      events: day.occurrences.map((occurrence) => eventView(occurrence, wording)),
    })),
    ongoing: content.ongoing.map((event) => ongoingView(event, content.week.from, wording)),
    changes: content.changes.map(({ kind, title, commune }) => ({
      kind,
      word: changeWord(kind, texts),
      title: typed(title),
      commune,
    })),
    nextWeek: content.nextWeek && clamp.cut(typed(content.nextWeek), 300),
    articleUrl: followable(content.article?.url ?? null),
    office: officeView(office),
    palette: paletteOf(office),
  }
}
