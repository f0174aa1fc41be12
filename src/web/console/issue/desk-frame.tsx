import type { Context } from 'hono'
import type { ReactNode } from 'react'
import type { Desk, DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { factsOf } from './facts.js'
import { History } from './history.js'
import { type IssueOnDesk, issuesPath } from './issue-on-desk.js'
import { Previews } from './previews.js'
import { Standing } from './standing.js'

/**
 * An issue's screen: where it stands, the work on it, its history, and beside them what will leave. `list` names the
 * list that is drawn again as one works.
 */
export async function deskFrame(
  c: Context<DeskEnv>,
  onDesk: IssueOnDesk,
  { list, styles = [] }: { list?: string; styles?: string[] },
  work: ReactNode,
) {
  const desk = c.get('desk')
  const { t, context } = desk
  const { issue, base } = onDesk
  const [events, facts] = await Promise.all([context.store.issues.events(issue.id), factsOf(desk, onDesk)])
  return await screen(c, {
    title: issue.subject,
    place: 'issues',
    width: 'wide',
    back: { href: `${issuesPath}?publication=${issue.publication}`, label: t('issueDesk.title') },
    styles: ['issue-desk.css', ...styles],
    scripts: ['issue-desk.js'],
    children: (
      <>
        {issue.content && <Jumps desk={desk} list={onDesk.week || onDesk.news ? (list ?? 'semaine') : 'contenu'} />}
        <div
          className="desk"
          data-desk={base}
          data-list={list}
          data-mail={issue.rendered}
          data-paper={issue.rendered}
          data-wait={t('issueDesk.wait')}
        >
          <div className="work">
            <div id="avis" aria-live="assertive" />
            <Standing desk={desk} onDesk={onDesk} facts={facts} />
            {work}
            <History desk={desk} events={events} />
          </div>
          {issue.content && <Previews desk={desk} onDesk={onDesk} />}
        </div>
      </>
    ),
  })
}

/** Where the preview stands below the list, both are a thumb away: a bar at the foot of the window. */
function Jumps({ desk: { t }, list }: { desk: Desk; list: string }) {
  return (
    <nav className="jumps" aria-label={t('issueDesk.jumps')}>
      <a href={`#${list}`}>{t('issueDesk.toList')}</a>
      <a href="#apercu">{t('issueDesk.toPreview')}</a>
    </nav>
  )
}
