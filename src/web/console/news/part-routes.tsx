import { type Context, Hono } from 'hono'
import type { ReactNode } from 'react'
import type { Choice } from '../../../../jobs/steps/correct.js'
import type { Redrawing } from '../../../../jobs/steps/redrawing.js'
import { newId } from '../../../base/ids.js'
import type { CorrectionChange } from '../../../compose/corrections/edit.js'
import { type CorrectedNews, introTarget, partnerTarget } from '../../../compose/news/correct-news.js'
import { changeOfDate, changeOfEntry, dateAgain, withoutDate, withoutEntry } from '../../../compose/news/edit-news.js'
import type { NewsDate } from '../../../domain/index.js'
import { typed } from '../../public-page.js'
import type { DeskEnv } from '../desk.js'
import { answerCorrection, type Stale } from '../issue/answer.js'
import { instead } from '../issue/instead.js'
import { asksPart, type IssueOnDesk } from '../issue/issue-on-desk.js'
import { part, screen } from '../screen.js'
import { dateAdded, NewDate } from './adding.js'
import { type NewsOnDesk, newsNamed, notedNews } from './answer-news.js'
import { DateForm } from './date-form.js'
import { Fault, VersionField } from './entry-form.js'
import { again } from './line-routes.js'
import { DateList } from './news-list.js'
import { introVersion } from './news-desk.js'
import { readDate, readEntry, typedLines } from './read-news.js'
import { keepPicture, keptPicture } from './upload.js'

const nothing: CorrectionChange = { put: [], drop: [] }

/** What stands beside the news: dates, the partner of the month, the opening words. */
export function partRoutes(redrawing: Redrawing): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  /** Changes what `seen` tells the state of, unless that is another by now. */
  const correct = async (
    c: Context<DeskEnv>,
    { onDesk }: NewsOnDesk,
    told: { title: string; anchor: string; name?: string; drawn?: (after: IssueOnDesk) => ReactNode },
    seen: { form: Record<string, unknown>; version(news: CorrectedNews): string | null },
    choose: (news: CorrectedNews) => CorrectionChange,
  ) => {
    const { form, version } = seen
    const outcome = await notedNews(c, onDesk, (news): Choice<Stale> => {
      const standing = version(news)
      return standing !== null && standing !== typed(form, 'version')
        ? { refused: { line: { version: standing, by: null }, differences: [] } }
        : { change: choose(news) }
    })
    const { drawn = ({ news }: IssueOnDesk) => news && saved(c, told.name ?? '', version(news) ?? ''), ...about } = told
    return await answerCorrection(c, onDesk, outcome, redrawing, {
      ...about,
      form,
      part: drawn,
    })
  }
  app.post('/:id/ouverture', async (c) => {
    const found = await newsNamed(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const value = typedLines(form, 'intro') || null
    const told = { title: c.get('desk').t('newsDesk.intro'), anchor: 'ouverture', name: 'ouverture' }
    const version = ({ intro }: CorrectedNews) => introVersion(intro.now)
    return await correct(c, found, told, { form, version }, ({ intro }) => {
      if (value === intro.now) return nothing
      return value
        ? { put: [{ target: introTarget, field: 'intro', value, said: null }], drop: [] }
        : { put: [], drop: [{ target: introTarget, field: 'intro' }] }
    })
  })

  const aboutPartner = { title: '', anchor: 'partenaire', name: 'partenaire' }
  const partnerVersion = ({ partner }: CorrectedNews) => partner?.version ?? null

  app.post('/:id/partenaire', async (c) => {
    const found = await newsNamed(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const isNew = found.news.partner === null
    const picture = isNew ? await keepPicture(c.get('desk'), found.onDesk.issue, form) : null
    const kept = found.news.partner?.now.picture?.url ?? picture
    const read = picture === 'unusable' ? { fault: 'picture' as const } : readEntry(form, kept)
    if ('fault' in read)
      return asksPart(c)
        ? part(c, <Fault desk={c.get('desk')} fault={read.fault} />)
        : again(c, found, 'partenaire', read.fault, form, keptPicture(found.onDesk.base, form, picture))
    return await correct(c, found, aboutPartner, { form, version: partnerVersion }, () =>
      changeOfEntry(partnerTarget, read.entry),
    )
  })

  app.post('/:id/partenaire/photo', async (c) => {
    const found = await newsNamed(c)
    const now = found?.news.partner?.now
    if (!found || !now) return c.notFound()
    const form = await c.req.parseBody()
    const picture = form['sans'] ? null : await keepPicture(c.get('desk'), found.onDesk.issue, form)
    if (picture === 'unusable') return again(c, found, 'partenaire', 'picture', { ...now })
    return await correct(c, found, aboutPartner, { form: {}, version: () => null }, ({ partner }) => {
      const caption = partner?.now.picture ?? { alt: null, credit: null }
      return changeOfEntry(partnerTarget, {
        ...now,
        ...partner?.now,
        picture: picture ? { ...caption, url: picture } : null,
      })
    })
  })

  app.post('/:id/partenaire/retirer', async (c) => {
    const found = await newsNamed(c)
    if (!found) return c.notFound()
    return await correct(c, found, aboutPartner, { form: {}, version: () => null }, () => withoutEntry(partnerTarget))
  })

  app.post('/:id/dates', async (c) => {
    const found = await newsNamed(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const read = readDate(form, newId())
    const desk = c.get('desk')
    if ('fault' in read)
      return asksPart(c)
        ? part(c, <NewDate desk={desk} onDesk={found.onDesk} date={dateOf(form)} fault={read.fault} />)
        : dateScreen(c, found, `${found.onDesk.base}/dates`, read.fault, dateOf(form))
    const { title } = read.date
    const drawn = (onDesk: IssueOnDesk) => onDesk.news && dateAdded({ desk, onDesk, news: onDesk.news, title })
    const told = { title, anchor: 'dates', drawn }
    return await correct(c, found, told, { form, version: () => null }, () => changeOfDate(read.date))
  })

  const dateNamed = async (c: Context<DeskEnv>) => {
    const found = await newsNamed(c)
    const line = found?.news.dates.find(({ ref }) => ref === c.req.param('ref'))
    return found && line ? { ...found, line } : null
  }

  app.get('/:id/dates/:ref', async (c) => {
    const found = await dateNamed(c)
    if (!found?.onDesk.open) return c.notFound()
    const { line, onDesk } = found
    return dateScreen(c, found, `${onDesk.base}/dates/${line.ref}`, undefined, line.now, line.version)
  })

  app.post('/:id/dates/:ref/:act?', async (c) => {
    const found = await dateNamed(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const { line, onDesk } = found
    const act = c.req.param('act')
    const read = readDate(form, line.now.id)
    if (!act && 'fault' in read) {
      if (asksPart(c)) return part(c, <Fault desk={c.get('desk')} fault={read.fault} />)
      return dateScreen(c, found, `${onDesk.base}/dates/${line.ref}`, read.fault, dateOf(form), line.version)
    }
    const drawn = (after: IssueOnDesk) =>
      after.news && <DateList desk={c.get('desk')} onDesk={after} news={after.news} />
    const told = { title: line.now.title, anchor: `d-${line.ref}`, name: `date-${line.ref}`, ...(act && { drawn }) }
    const version = ({ dates }: CorrectedNews) => dates.find(({ ref }) => ref === line.ref)?.version ?? ''
    return await correct(c, found, told, { form, version }, ({ dates }) => {
      const now = dates.find(({ ref }) => ref === line.ref)
      if (!now) return nothing
      if (act === 'retirer') return withoutDate(now)
      if (act === 'montrer') return dateAgain(now)
      return !act && 'date' in read ? changeOfDate(read.date) : nothing
    })
  })
  return app
}

const dateOf = (form: Record<string, unknown>): Partial<NewsDate> => ({
  kind: typed(form, 'kind') as NewsDate['kind'],
  title: typed(form, 'title', 300),
  date: typed(form, 'date'),
  until: typed(form, 'until'),
  hours: typed(form, 'hours', 100),
  place: typed(form, 'place', 200),
  text: typedLines(form, 'text'),
  url: typed(form, 'url', 1000),
})

/** The form of a date as a screen of its own; with what is wrong with it, where something is. */
function dateScreen(
  c: Context<DeskEnv>,
  { onDesk }: NewsOnDesk,
  action: string,
  fault: string | undefined,
  date: Partial<NewsDate>,
  version?: string,
) {
  const desk = c.get('desk')
  const name = `date-${action.split('/').at(-1)}`
  return screen(c, {
    title: desk.t(version === undefined ? 'newsDesk.addDate' : 'newsDesk.changeDate'),
    place: 'issues',
    back: { href: `${onDesk.base}#dates`, label: onDesk.issue.subject },
    styles: ['issue-desk.css', 'news-desk.css'],
    status: fault ? 400 : 200,
    children: (
      <>
        <DateForm
          desk={desk}
          action={action}
          name={name}
          date={date}
          {...(version === undefined ? {} : { version })}
          fault={fault}
        />
        <div id={`sort-${name}`} className="fate" aria-live="polite" />
      </>
    ),
  })
}

function saved(c: Context<DeskEnv>, name: string, version: string) {
  return (
    <>
      {c.get('desk').t('issueDesk.saved')}
      {instead(`#version-${name}`, <VersionField name={name} version={version} />)}
    </>
  )
}
