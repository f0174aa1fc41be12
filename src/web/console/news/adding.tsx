import type { CorrectedNews } from '../../../compose/news/correct-news.js'
import type { NewsDate, NewsEntry } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { instead } from '../issue/instead.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { DateForm } from './date-form.js'
import { EntryForm } from './entry-form.js'
import { type Look, queryOf } from './look.js'
import { DateList, NewsList } from './news-list.js'
import type { KeptPicture } from './upload.js'

interface Adding {
  desk: Desk
  onDesk: IssueOnDesk
  fault?: string
}

/** The form of a new piece of news. With scripts it is sent and drawn again by itself: what is typed elsewhere stays. */
export const NewEntry = ({
  desk,
  onDesk,
  look,
  entry = null,
  fault,
  kept = null,
}: Adding & { look: Look; entry?: NewsEntry | null; kept?: KeptPicture | null }) => (
  <EntryForm
    desk={desk}
    action={`${onDesk.base}/nouvelles${queryOf(look)}`}
    name="nouvelle"
    entry={entry}
    own
    adds
    fault={fault}
    kept={kept}
  />
)

/** The form of a new date, as that of a piece of news. */
export const NewDate = ({ desk, onDesk, date = {}, fault }: Adding & { date?: Partial<NewsDate> }) => (
  <DateForm desk={desk} action={`${onDesk.base}/dates`} name="date" date={date} adds fault={fault} />
)

const Added = ({ desk, title }: { desk: Desk; title: string }) => (
  <p className="done" role="status">
    {desk.t('newsDesk.added', { title })}
  </p>
)

interface After {
  desk: Desk
  onDesk: IssueOnDesk
  news: CorrectedNews
  title: string
}

/** What a script puts where the form of a new piece of news stood, and in the place of the list. */
export const entryAdded = ({ title, look, ...after }: After & { look: Look }) => (
  <>
    <Added desk={after.desk} title={title} />
    <NewEntry {...after} look={look} />
    {instead('#nouvelles', <NewsList {...after} look={look} />, 'outerMorph')}
  </>
)

export const dateAdded = ({ title, ...after }: After) => (
  <>
    <Added desk={after.desk} title={title} />
    <NewDate {...after} />
    {instead('#liste-dates', <DateList {...after} />, 'outerMorph')}
  </>
)
