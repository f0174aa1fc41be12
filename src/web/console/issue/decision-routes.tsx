import { type Context, Hono } from 'hono'
import {
  approveIssue,
  type Decision,
  holdIssue,
  reopenIssue,
  sendIssueNow,
  skipIssue,
} from '../../../../jobs/steps/decide.js'
import type { Redrawing } from '../../../../jobs/steps/redrawing.js'
import { audienceCount } from '../../../../jobs/steps/audience-count.js'
import { readAgain } from '../../../../jobs/steps/read-again.js'
import { testIssue } from '../../../../jobs/send-now.js'
import { type StaffAct, UnusableSegment } from '../../../domain/index.js'
import { type DeskEnv, done } from '../desk.js'
import { note } from '../guards.js'
import { screen } from '../screen.js'
import { Unusable } from './facts.js'
import { type IssueOnDesk, issueOnDesk } from './issue-on-desk.js'

/** Deciding what becomes of an issue: by forms alone, so that it works on any machine. */
export function decisionRoutes(redrawing: Redrawing): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  /** Carries out a decision; what did not come about is told, and what was done is written down. */
  const decide = async (
    c: Context<DeskEnv>,
    act: StaffAct,
    code: string,
    work: (onDesk: IssueOnDesk, form: Record<string, unknown>) => Promise<Decision | 'unconfirmed'>,
  ) => {
    const onDesk = await issueOnDesk(c)
    if (!onDesk) return c.notFound()
    const desk = c.get('desk')
    const { issue, base } = onDesk
    const outcome = await work(onDesk, await c.req.parseBody())
    desk.context.log.info({ issue: issue.id, act, outcome }, 'staff decided')
    if (outcome === 'changed') return await changedSince(c, onDesk)
    if (outcome !== 'done') return done(c, base, `issue-${outcome}`)
    await note(desk, act, `issue/${issue.id}`, issue.subject)
    return done(c, base, code)
  }
  const blocked = ({ issue }: IssueOnDesk) => issue.findings.some((finding) => finding.level === 'blocks')
  const unseen = (onDesk: IssueOnDesk, form: Record<string, unknown>) => blocked(onDesk) && form['vu'] !== 'oui'

  app.post('/:id/valider', (c) =>
    decide(c, 'approved', 'issueApproved', async (onDesk, form) => {
      if (unseen(onDesk, form)) return 'unconfirmed'
      const { context, staff } = c.get('desk')
      const outcome = await approveIssue(context, onDesk.issue, staff.name, Number(form['revision']))
      const last = outcome === 'done' ? await context.store.issues.lastReading(onDesk.issue.id) : null
      if (last) await context.store.issues.look(onDesk.issue.id, staff.id, last.number)
      return outcome
    }),
  )
  app.post('/:id/retenir', (c) =>
    decide(c, 'held', 'issueHeld', ({ issue }) => holdIssue(c.get('desk').context, issue, c.get('desk').staff.name)),
  )
  app.post('/:id/passer', (c) =>
    decide(c, 'skipped', 'issueSkipped', ({ issue }) =>
      skipIssue(c.get('desk').context, issue, c.get('desk').staff.name),
    ),
  )
  app.post('/:id/reprendre', (c) =>
    decide(c, 'resumed', 'issueReopened', ({ issue }) =>
      reopenIssue(c.get('desk').context, issue, c.get('desk').staff.name),
    ),
  )

  app.post('/:id/essai', async (c) => {
    const onDesk = await issueOnDesk(c)
    if (!onDesk) return c.notFound()
    const desk = c.get('desk')
    await redrawing.settle(onDesk.issue.id)
    const issue = await desk.context.store.issues.byId(onDesk.issue.id)
    const sent = issue && (await testIssue(desk.context, issue, desk.staff.email))
    if (!sent || sent.refused) return done(c, onDesk.base, 'issue-empty')
    desk.context.wake()
    await note(desk, 'tested', `issue/${onDesk.issue.id}`, desk.staff.email)
    return done(c, onDesk.base, 'issueTested')
  })

  app.post('/:id/relire', async (c) => {
    const onDesk = await issueOnDesk(c)
    if (!onDesk) return c.notFound()
    const desk = c.get('desk')
    const { issue } = onDesk
    if (issue.state === 'approved') {
      const reopened = await reopenIssue(desk.context, issue, desk.staff.name)
      if (reopened === 'done') await note(desk, 'resumed', `issue/${issue.id}`, issue.subject)
    }
    const outcome = await readAgain(desk.context, issue)
    return done(c, onDesk.base, `articleRead-${outcome}`)
  })

  app.get('/:id/envoyer', async (c) => {
    const onDesk = await issueOnDesk(c)
    if (!onDesk?.open || !onDesk.issue.content) return c.notFound()
    await redrawing.settle(onDesk.issue.id)
    const fresh = (await issueOnDesk(c)) ?? onDesk
    const { t, context } = c.get('desk')
    const { issue, base } = fresh
    const count = await audienceCount(context, issue.publication)
    return screen(c, {
      title: t('issueDesk.sendNowTitle', { subject: issue.subject }),
      place: 'issues',
      back: { href: base, label: issue.subject },
      styles: ['issue-desk.css'],
      children:
        count instanceof UnusableSegment ? (
          <Unusable t={t} fault={count} />
        ) : (
          <>
            <p>{t('issueDesk.sendNowText', { count })}</p>
            {issue.findings.map((finding) => (
              <p key={finding.text} className={`finding ${finding.level}`}>
                <strong>{t(`proof.${finding.level}`)}</strong> {finding.text}
              </p>
            ))}
            <form method="post" action={`${base}/envoyer`}>
              <input type="hidden" name="revision" value={issue.revision} />
              {blocked(fresh) && (
                <label>
                  <input type="checkbox" name="vu" value="oui" required /> {t('proofPage.seen')}
                </label>
              )}
              <button type="submit">{t('issueDesk.sendNowConfirm', { count })}</button>
            </form>
          </>
        ),
    })
  })
  app.post('/:id/envoyer', (c) =>
    decide(c, 'sent-now', 'issueSent', async (onDesk, form) => {
      if (unseen(onDesk, form)) return 'unconfirmed'
      const { context, staff } = c.get('desk')
      return await sendIssueNow(context, onDesk.issue, staff.name, Number(form['revision']))
    }),
  )
  return app
}

/** Somebody, or the blog, has changed the issue since it was looked at: nothing is decided about what nobody saw. */
async function changedSince(c: Context<DeskEnv>, { base, issue }: IssueOnDesk) {
  const { t, context } = c.get('desk')
  const events = await context.store.issues.events(issue.id)
  // What was composed last was composed because of what came before it.
  const composed = events.findLastIndex(({ what }) => what === 'composed')
  const cause = events
    .slice(0, Math.max(0, composed))
    .findLast(({ what }) => what === 'composed' || what === 'corrected')
  const who = cause?.what === 'corrected' ? cause.who : 'none'
  return screen(c, {
    title: t('issueDesk.changedTitle'),
    place: 'issues',
    status: 409,
    styles: ['issue-desk.css'],
    children: (
      <>
        <p>{t('issueDesk.changedText', { who, subject: issue.subject })}</p>
        <p>
          <a href={base} role="button">
            {t('issueDesk.lookAgain')}
          </a>
        </p>
      </>
    ),
  })
}
