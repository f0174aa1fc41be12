import type { Context } from 'hono'
import { prepareEarly } from '../../../../jobs/steps/prepare-early.js'
import { ofPeriodWords } from '../../../render/dates.js'
import { type Departure, nextDeparture } from '../departures.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { note } from '../guards.js'
import { whenWords } from '../when.js'
import { issuesPath } from './issue-on-desk.js'

/** Who has something to write or to correct need not wait for its day: the next issue is made when they ask for it. */
export function PrepareNext({ desk, next }: { desk: Desk; next: Departure | null }) {
  if (!next || next.issue) return null
  const { t, texts } = desk
  const { plan } = next
  const part = plan.kind === 'monthly-news' ? 'newsDesk' : 'issueDesk'
  return (
    <section className="news" aria-labelledby="preparer">
      <h2 id="preparer">{t('issueDesk.prepareTitle', { of: ofPeriodWords(plan.period, texts) })}</h2>
      <p>{t(`${part}.prepareText`, { at: whenWords(desk, plan.composeAt) })}</p>
      {desk.may('editor') && (
        <form method="post" action={`${issuesPath}/preparer`}>
          <input type="hidden" name="publication" value={plan.publication} />
          <button type="submit">{t(`${part}.prepare`)}</button>
        </form>
      )}
    </section>
  )
}

/** Makes the next issue now, from what the blogs have told so far. */
export async function prepareNext(c: Context<DeskEnv>) {
  const desk = c.get('desk')
  const { publication } = await c.req.parseBody()
  const next = typeof publication === 'string' ? await nextDeparture(desk.context, publication) : null
  if (!next) return c.notFound()
  if (next.issue) return c.redirect(`${issuesPath}/${next.issue.id}`, 303)
  const issue = await prepareEarly(desk.context, next.plan)
  if (!issue) return done(c, `${issuesPath}?publication=${next.plan.publication}`, 'issueNotYet')
  await note(desk, 'prepared', `issue/${issue.id}`, issue.subject)
  return done(c, `${issuesPath}/${issue.id}`, issue.news ? 'newsPrepared' : 'issuePrepared')
}
