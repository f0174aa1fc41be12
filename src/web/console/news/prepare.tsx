import type { Context } from 'hono'
import { nextPlanned } from '../../../../jobs/steps/calendar-of-publication.js'
import { makeIssue } from '../../../../jobs/steps/make-issue.js'
import { monthWords } from '../../../render/dates.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { note } from '../guards.js'
import { whenWords } from '../when.js'

/** The next issue of monthly news; null for what is no monthly news. */
function nextNews({ context }: Desk, publication: string) {
  const settings = context.publications[publication]
  return settings?.kind === 'monthly-news'
    ? nextPlanned(context.clock.now(), publication, settings, context.office)
    : null
}

/** Who has something to write need not wait for the draft: the issue is made when they ask for it. */
export function PrepareNews({
  desk,
  publication,
  known,
}: {
  desk: Desk
  publication: string
  /** The periods that have an issue already. */
  known: readonly string[]
}) {
  const plan = nextNews(desk, publication)
  const { t, texts } = desk
  if (!plan || known.includes(plan.period)) return null
  return (
    <section className="news" aria-labelledby="preparer">
      <h2 id="preparer">{t('newsDesk.prepareTitle', { month: monthWords(plan.period, texts) })}</h2>
      <p>{t('newsDesk.prepareText', { at: whenWords(desk, plan.composeAt) })}</p>
      {desk.may('editor') && (
        <form method="post" action="/console/numeros/preparer">
          <input type="hidden" name="publication" value={publication} />
          <button type="submit">{t('newsDesk.prepare')}</button>
        </form>
      )}
    </section>
  )
}

/** Makes the next issue now: what the blogs have told so far, to choose from and to write beside. */
export async function prepareNews(c: Context<DeskEnv>) {
  const desk = c.get('desk')
  const { publication } = await c.req.parseBody()
  const plan = typeof publication === 'string' ? nextNews(desk, publication) : null
  if (!plan) return c.notFound()
  const issue = await makeIssue(desk.context, plan)
  await note(desk, 'prepared', `issue/${issue.id}`, issue.subject)
  return done(c, `/console/numeros/${issue.id}`, 'newsPrepared')
}
