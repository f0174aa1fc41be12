import { type Context, Hono } from 'hono'
import type { Redrawing } from '../../../../jobs/steps/redrawing.js'
import { linesOf } from '../../../compose/corrections/correct-week.js'
import { readingChanges } from '../../../compose/reading-changes.js'
import type { AgendaDocument } from '../../../domain/index.js'
import { isSettled } from '../../../store/issues.js'
import { type DeskEnv, done } from '../desk.js'
import { part } from '../screen.js'
import { showNewsDesk } from '../news/news-desk.js'
import { deskFrame } from './desk-frame.js'
import { factsOf } from './facts.js'
import { type IssueOnDesk, issueOnDesk, issuesPath } from './issue-on-desk.js'
import { WeekList } from './lines.js'
import { News, Orphans } from './news.js'
import { AddEvents, OpenLines } from './open-lines.js'
import { Standing } from './standing.js'
import { ImageForm, TextsForm } from './texts.js'

/** An issue on the desk: where it stands, the week to correct, and beside it what will leave. */
export function deskScreen(redrawing: Redrawing): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/:id', async (c) => {
    const onDesk = await issueOnDesk(c)
    if (!onDesk) return c.notFound()
    // Whatever ended the program before the last correction was rendered.
    if (!isSettled(onDesk.issue)) void redrawing.settle(onDesk.issue.id)
    if (onDesk.open && (onDesk.week ?? onDesk.news)) c.get('desk').context.getReady()
    return onDesk.news ? await showNewsDesk(c, onDesk, onDesk.news) : await showDesk(c, onDesk)
  })

  app.get('/:id/etat', async (c) => {
    const onDesk = await issueOnDesk(c)
    if (!onDesk) return c.notFound()
    const desk = c.get('desk')
    return part(c, <Standing desk={desk} onDesk={onDesk} facts={await factsOf(desk, onDesk)} />)
  })

  app.get('/:id/semaine', async (c) => {
    const onDesk = await issueOnDesk(c)
    return onDesk?.week ? part(c, <WeekList desk={c.get('desk')} onDesk={onDesk} week={onDesk.week} />) : c.notFound()
  })

  app.get('/:id/suivi', async (c) => {
    const seen = { mail: Number(c.req.query('courriel') ?? 0), paper: Number(c.req.query('papier') ?? 0) }
    const progress = await redrawing.progress(c.req.param('id'), seen)
    return progress ? c.json(progress) : c.notFound()
  })

  app.post('/:id/vu', async (c) => {
    const { context, staff } = c.get('desk')
    const issue = await context.store.issues.byId(c.req.param('id'))
    if (!issue) return c.notFound()
    const { lecture } = await c.req.parseBody()
    const number = Number(lecture)
    const last = await context.store.issues.lastReading(issue.id)
    if (last && Number.isInteger(number) && number >= 1 && number <= last.number)
      await context.store.issues.look(issue.id, staff.id, number)
    return done(c, `${issuesPath}/${issue.id}`, 'newsSeen')
  })
  return app
}

async function showDesk(c: Context<DeskEnv>, onDesk: IssueOnDesk) {
  const desk = c.get('desk')
  const { t, context, staff } = desk
  const { issue, week, open } = onDesk
  const [seen, last] = await Promise.all([
    context.store.issues.seenReading(issue.id, staff.id),
    context.store.issues.lastReading(issue.id),
  ])
  return await deskFrame(
    c,
    onDesk,
    {},
    <>
      {seen && last && week && seen.number < last.number && issue.state !== 'sent' && (
        <News
          desk={desk}
          onDesk={onDesk}
          changes={readingChanges(seen.said as AgendaDocument, last.said as AgendaDocument)}
          since={seen.at}
          reading={last.number}
        />
      )}
      {week && (
        <>
          <Orphans desk={desk} onDesk={onDesk} orphans={week.orphans} />
          <OpenLines desk={desk} onDesk={onDesk} week={week} />
          <WeekList desk={desk} onDesk={onDesk} week={week} opened={c.req.query('ouvert')} />
          {linesOf(week).length === 0 && <p className="quiet">{t('issueDesk.empty')}</p>}
          {open && <AddEvents desk={desk} onDesk={onDesk} week={week} />}
          <TextsForm desk={desk} onDesk={onDesk} week={week} />
          <ImageForm desk={desk} onDesk={onDesk} week={week} />
        </>
      )}
      {!week && <p>{t('issueDesk.noArticle')}</p>}
    </>,
  )
}
