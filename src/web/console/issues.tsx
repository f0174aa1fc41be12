import { type Context, Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import { openRedrawing } from '../../../jobs/steps/redrawing.js'
import { authorWords } from '../author.js'
import { nextDeparture } from './departures.js'
import type { DeskEnv } from './desk.js'
import { changesOnly } from './guards.js'
import { decisionRoutes } from './issue/decision-routes.js'
import { deskScreen } from './issue/desk-screen.js'
import { eventRoutes } from './issue/event-routes.js'
import { issueFiles } from './issue/files.js'
import { issuesPath } from './issue/issue-on-desk.js'
import { otherRoutes } from './issue/other-routes.js'
import { paperPages } from './issue/paper.js'
import { PrepareNext, prepareNext } from './issue/prepare.js'
import { periodWords, stateName } from './issue/words.js'
import { lineRoutes } from './news/line-routes.js'
import { partRoutes } from './news/part-routes.js'
import { issuePictures } from './news/pictures.js'
import { Pager, pageNumber } from './pager.js'
import { screen } from './screen.js'

const perPage = 25

/** The issues of each publication, and the desk of each. */
export function issueScreens(context: JobContext): Hono<DeskEnv> {
  const redrawing = openRedrawing(context)
  const app = new Hono<DeskEnv>()
  app.use(changesOnly('editor'))
  app.get('/', (c) => listIssues(c))
  app.post('/preparer', prepareNext)
  app.route('/', issueFiles(redrawing))
  app.route('/', paperPages())
  app.route('/', deskScreen(redrawing))
  app.route('/', decisionRoutes(redrawing))
  app.route('/', eventRoutes(redrawing))
  app.route('/', otherRoutes(redrawing))
  app.route('/', lineRoutes(redrawing))
  app.route('/', partRoutes(redrawing))
  app.route('/', issuePictures())
  return app
}

async function listIssues(c: Context<DeskEnv>) {
  const desk = c.get('desk')
  const { t, context } = desk
  const names = Object.keys(context.publications)
  const asked = c.req.query('publication') ?? ''
  const publication = names.includes(asked) ? asked : (names[0] ?? '')
  const page = pageNumber(c)
  const [rows, next] = await Promise.all([
    context.store.issues.latest(publication, perPage + 1, (page - 1) * perPage),
    nextDeparture(context, publication),
  ])
  return screen(c, {
    title: t('issueDesk.title'),
    place: 'issues',
    styles: ['issue-desk.css'],
    children: (
      <>
        {names.length > 1 && (
          <nav className="publications" aria-label={t('issueDesk.publications')}>
            {names.map((name) => (
              <a
                key={name}
                href={`${issuesPath}?publication=${name}`}
                aria-current={name === publication ? 'page' : undefined}
              >
                {context.publications[name]?.title}
              </a>
            ))}
          </nav>
        )}
        <PrepareNext desk={desk} next={next} />
        {rows.length === 0 && context.publications[publication]?.kind === 'weekly-agenda' && (
          <p className="quiet">{t('issueDesk.none')}</p>
        )}
        {rows.length > 0 && (
          <div className="table-frame">
            <table className="stacked">
              <thead>
                <tr>
                  <th scope="col">{t('issueDesk.period')}</th>
                  <th scope="col">{t('issueDesk.stateOf')}</th>
                  <th scope="col">{t('issueDesk.decidedBy')}</th>
                  <th scope="col">{t('issueDesk.findings')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, perPage).map((issue) => {
                  const state = stateName({ state: issue.state, stateReason: issue.state_reason })
                  const blocks = issue.findings.filter(({ level }) => level === 'blocks').length
                  return (
                    <tr key={issue.id}>
                      <th scope="row">
                        <a href={`${issuesPath}/${issue.id}`}>{periodWords(desk, issue.period)}</a>
                      </th>
                      <td>
                        <span className={`badge ${state}`}>{t(`issueDesk.short.${state}`)}</span>
                      </td>
                      <td>{authorWords(t, issue.decided_by)}</td>
                      <td>{t('issueDesk.findingCount', { blocks, warns: issue.findings.length - blocks })}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        )}
        <Pager
          desk={desk}
          page={page}
          more={rows.length > perPage}
          path={`${issuesPath}?publication=${encodeURIComponent(publication)}`}
        />
      </>
    ),
  })
}
