import type { Texts } from '../base/texts.js'
import { printable, typeset } from '../base/typography.js'
import type { MonthlyContent } from '../domain/issue.js'
import type { NewsDate, PrintedEntry } from '../domain/news.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { monthWords, shortMonth, weekdayAndDay, weekSpan } from './dates.js'
import { officeView, type OfficeView } from './issue-view.js'
import { followable, type IssueLinks } from './links.js'
import { paletteOf, type Palette } from './palette.js'

export interface PictureView {
  url: string
  alt: string
  credit: string
  /** As it is shown in a mail, in pixels. */
  width: number
  height: number
}

export interface EntryView {
  title: string
  paragraphs: string[]
  url: string | null
  picture: PictureView | null
}

export interface NewsDateView {
  /** "14" and "juil.", where a date stands in a column. */
  day: string
  month: string
  /** "mardi 14 juillet, de 9h30 à 12h". */
  when: string
  title: string
  /** "Formation"; null for what is only a date. */
  kind: string | null
  place: string | null
  paragraphs: string[]
  url: string | null
}

/** An issue of monthly news in words, ready for any template. */
export interface NewsView {
  language: string
  title: string
  /** "juillet 2026", and where it stands alone "Juillet 2026". */
  span: string
  heading: string
  intro: string[]
  lead: EntryView | null
  entries: EntryView[]
  partner: EntryView | null
  remember: NewsDateView[]
  trainings: NewsDateView[]
  /** Whether there are any dates, and so a calendar of them. */
  dated: boolean
  office: OfficeView
  palette: Palette
}

/** How wide pictures are shown in a mail: across it, and beside a text. */
const wide = 544
const narrow = 190

/** `content` in the words of its own language. */
export function viewNews(content: MonthlyContent, office: OfficeSettings, links: IssueLinks, texts: Texts): NewsView {
  const typed = (text: string): string => typeset(printable(text), texts.language)
  const paragraphs = (text: string | null) =>
    (text ?? '')
      .split(/\n+/)
      .map((one) => typed(one.trim()))
      .filter(Boolean)
  const entry = (one: PrintedEntry, width: number): EntryView => ({
    title: typed(one.title),
    paragraphs: paragraphs(one.text),
    url: followable(one.url),
    picture: pictureView(one, width),
  })
  const pictureView = ({ picture }: PrintedEntry, most: number): PictureView | null => {
    // Without a credit we may not show it (DESIGN 8).
    if (!picture?.credit) return null
    const { file, width, height } = picture
    const shown = Math.min(most, width)
    return {
      url: `${links.archive}${file}`,
      alt: typed(picture.alt ?? ''),
      credit: typed(picture.credit.replace(/^(?:©|\(c\)|photos? ?:)\s*/i, '')),
      width: shown,
      height: Math.round((height * shown) / width),
    }
  }
  const date = (one: NewsDate): NewsDateView => ({
    day: String(Temporal.PlainDate.from(one.date).day),
    month: shortMonth(one.date, texts),
    when: typed(whenWords(one, texts)),
    title: typed(one.title),
    kind: one.kind === 'remember' ? null : texts.t(`news.kind.${one.kind}`),
    place: one.place && typed(one.place),
    paragraphs: paragraphs(one.text),
    url: followable(one.url),
  })
  const [first, ...others] = content.entries
  const month = monthWords(content.period, texts)
  return {
    language: texts.language,
    title: typed(content.publication.title),
    span: month,
    heading: month.charAt(0).toUpperCase() + month.slice(1),
    intro: paragraphs(content.intro),
    lead: first ? entry(first, wide) : null,
    entries: others.map((one) => entry(one, narrow)),
    partner: content.partner && entry(content.partner, wide),
    remember: content.dates.filter((one) => one.kind === 'remember').map(date),
    trainings: content.dates.filter((one) => one.kind !== 'remember').map(date),
    dated: content.dates.length > 0,
    office: officeView(office),
    palette: paletteOf(office),
  }
}

/** "mardi 14 juillet, de 9h30 à 12h"; "du 14 au 16 juillet 2026". */
function whenWords({ date, until, hours }: NewsDate, texts: Texts): string {
  const days = until ? weekSpan({ from: date, to: until }, texts) : weekdayAndDay(date, texts)
  return hours ? texts.t('news.when', { days, hours }) : days
}
