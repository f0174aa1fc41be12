import type { Changes } from '../../src/base/changes.js'
import type { Clock } from '../../src/base/clock.js'
import type { Log } from '../../src/base/log.js'
import type { Texts } from '../../src/base/texts.js'
import type { CheckedIssue } from '../../src/compose/checks.js'
import type { noticeWriter } from '../../src/render/notices.js'
import type { MailLog } from '../../src/deliver/postfix-log.js'
import type { ImapSettings } from '../../src/deliver/imap-url.js'
import type { SmtpSettings } from '../../src/deliver/smtp-url.js'
import type {
  Agenda,
  Article,
  ArticleChoice,
  Corrections,
  IssueContent,
  NewsDate,
  NewsPost,
  NewsReading,
  PictureFile,
  PictureProblem,
  Week,
} from '../../src/domain/index.js'
import type { DkimKey } from '../../src/domain/settings/sending.js'
import type { DownloadCounter } from './count-downloads.js'
import type { OpenTurns } from './ledger-turns.js'
import type { OfficeSettings } from '../../src/domain/settings/office.js'
import type { PublicationSettings, WeeklyAgendaSettings } from '../../src/domain/settings/publications.js'
import type { IssueFile } from '../../src/store/issues.js'
import type { NewRawCopy } from '../../src/store/raw-copies.js'
import type { Store } from '../../src/store/store.js'

/** What a feed gave: its articles, and the bytes that they were read from. */
export interface CollectedFeed {
  articles: Article[]
  raw: NewRawCopy[]
}

/** An issue as the mail that partners get. */
export interface RenderedMail {
  language: string
  subject: string
  html: string
  text: string
}

/** An issue in every form in which it is seen. */
export interface RenderedIssue extends RenderedMail {
  /** The mail in the languages of partners that are not the office's. */
  translations?: RenderedMail[]
  mailBytes: number
  /** How the paper came out; null for what is not printed. */
  poster: CheckedIssue['poster'] | null
  /** archive.html; of a weekly agenda also poster.pdf and booklet.pdf; agenda.ics where there are dates */
  files: IssueFile[]
}

/** The public addresses of an issue. */
export interface IssueLinks {
  archive: string
  poster: string
  booklet: string
  calendar: string
}

/** What was stored of issues, by publication and period. */
export interface StoredIssues {
  content(publication: string, period: string): Promise<IssueContent | null>
  /** What staff corrected. */
  corrections(publication: string, period: string): Promise<Corrections>
  news(publication: string, period: string): Promise<StoredNews>
  /** A file that an issue has, by a test of its name; null when it has none. */
  file(issue: IssueOfPeriod, wanted: (name: string) => boolean): Promise<PictureFile | null>
  /** A picture that staff handed in, by its name. */
  upload(issue: IssueOfPeriod, name: string): Promise<PictureFile | null>
}

export interface IssueOfPeriod {
  publication: string
  period: string
}

/** What the monthly news of a period go on from. */
export interface StoredNews {
  /** What the blogs told when they were read last. */
  reading: NewsReading | null
  /** The last issue before it that left. */
  last: { period: string; offered: NewsPost[]; dates: NewsDate[] } | null
}

/** What making an issue takes, from the blog to the forms in which it is seen. No database: a preview needs no more. */
export interface Newsroom {
  office: OfficeSettings
  publications: Record<string, PublicationSettings>
  clock: Clock
  texts: Texts
  /** Without a trailing slash. */
  publicUrl: string
  /** @throws when the feed cannot be read; the message is a sentence for staff. */
  collect(feed: string): Promise<CollectedFeed>
  /** The posts of a blog since then, as far as it tells them. @throws likewise. */
  collectSince(feed: string, since: Temporal.Instant): Promise<CollectedFeed & { whole: boolean }>
  choose(articles: Article[], publication: WeeklyAgendaSettings, week: Week): ArticleChoice
  read(article: Article, week: Week): Agenda
  stored: StoredIssues
  deadLinks(content: IssueContent): Promise<string[]>
  /** The picture of an address: the issue's own file where it has it already, else fetched; or why it cannot be had. */
  picture(issue: IssueOfPeriod, url: string): Promise<PictureFile | PictureProblem>
  /** `early` is told of the mail, which is there before the paper. */
  render(content: IssueContent, links: IssueLinks, early?: (mail: RenderedMail) => void): Promise<RenderedIssue>
  /** Starts what renders, for whoever is about to want it: the next issue is there sooner. */
  getReady(): void
  /** A page that lays itself out by its own style, as a PDF. @throws when no browser can be started. */
  print(html: string): Promise<Uint8Array>
  /** @throws when no browser can be started. */
  browserVersion(): Promise<string>
}

/** What the jobs work with; built in one place, app.ts. The verbs come as functions, so that a test can hand in its own. */
export interface JobContext extends Newsroom {
  store: Store
  /** What changes through this process: its web pages and jobs tell of it. */
  changes: Changes
  log: Log
  /** null while SMTP_URL is not set: nothing can leave. */
  smtp: SmtpSettings | null
  /** DKIM keys to sign with; none when the mail server signs. */
  dkimKeys: readonly DkimKey[]
  /** Among how many jobs a campaign is shared out; the same for all processes and at all times. */
  shares: number
  /** null while IMAP_URL is not set: nothing that comes back is read. */
  imap: ImapSettings | null
  /** null while SMTP_LOG is not set: what is uncertain waits for staff. */
  mailLog: MailLog | null
  /** The folder of the database of one file, and of all else that the program keeps. */
  dataDir: string
  /** The folder that the settings were read from; null where they came from elsewhere. */
  settingsFolder: string | null
  /** Counts a public file that somebody fetched. */
  downloads: DownloadCounter
  /** Owns what this process claims. */
  workerId: string
  /** The campaigns that this process sends at the moment. */
  openTurns: OpenTurns
  /** True once the process was asked to end. */
  stopping(): boolean
  /** Looks for due jobs at once. */
  wake(): void
  notice: ReturnType<typeof noticeWriter>
}
