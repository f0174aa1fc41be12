import type { Context } from 'hono'
import type { ReactNode } from 'react'
import { type Choice, type Correcting, correctIssue } from '../../../../jobs/steps/correct.js'
import type { Redrawing } from '../../../../jobs/steps/redrawing.js'
import type { CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import type { EventLine } from '../../../domain/index.js'
import { done, type Desk, type DeskEnv } from '../desk.js'
import { note } from '../guards.js'
import { part, screen } from '../screen.js'
import { changeInWords } from './change-words.js'
import { type Difference, Disagreement } from './conflict.js'
import { instead } from './instead.js'
import { asksPart, type IssueOnDesk, issueOnDesk } from './issue-on-desk.js'

/** What was looked at is no longer what stands; `line` is what stands, null where it is gone. */
export interface Stale {
  line: Pick<EventLine, 'version' | 'by'> | null
  differences: Difference[]
}

/** Corrects an issue in the name of whoever sits at the desk, and writes down that they did. */
export async function noted(
  c: Context<DeskEnv>,
  { issue }: IssueOnDesk,
  choose: (week: CorrectedWeek) => Choice<Stale>,
): Promise<Correcting<Stale>> {
  const desk = c.get('desk')
  let what = ''
  const outcome = await correctIssue(desk.context, issue.id, desk.staff.name, (week) => {
    const choice = choose(week)
    if ('change' in choice) what = changeInWords(desk, week, choice.change)
    return choice
  })
  const words = [issue.subject, what].filter(Boolean).join(' – ')
  if (outcome.state === 'done') await note(desk, 'corrected', `issue/${issue.id}`, words)
  return outcome
}

interface Answer {
  /** What it is about, in words. */
  title: string
  /** Where on the desk one comes back to. */
  anchor: string
  /** The address of the desk as it was looked at; by default as it is at first. */
  back?: string
  /** What was sent, to be sent again by whoever insists. */
  form: Record<string, unknown>
  /** What a script puts in its place; without one it is sent on to the desk. */
  part?(after: IssueOnDesk): ReactNode
}

/** Answers a correction: back to the desk once all is rendered, or, to a script, at once. */
export async function answerCorrection(
  c: Context<DeskEnv>,
  onDesk: IssueOnDesk,
  outcome: Correcting<Stale>,
  redrawing: Redrawing,
  { title, anchor, back, form, part: changed }: Answer,
): Promise<Response> {
  const { base, issue } = onDesk
  if (outcome.state === 'refused') return disagreement(c, onDesk, outcome.refused, { title, anchor, form })
  const settled = redrawing.settle(issue.id)
  const code = outcome.state === 'done' ? (outcome.reopened ? 'correctedAgain' : 'corrected') : `issue-${outcome.state}`
  if (asksPart(c) && changed) {
    const after = await issueOnDesk(c)
    if (!after) return c.notFound()
    c.header('HX-Trigger', JSON.stringify({ corrige: { version: after.issue.corrected } }))
    if (outcome.state === 'sent') return part(c, c.get('desk').t('done.issue-sent'))
    const reopened = outcome.state === 'done' && outcome.reopened
    return part(
      c,
      <>
        {changed(after)}
        {reopened && <Reopened desk={c.get('desk')} />}
      </>,
    )
  }
  await settled
  return done(c, back ?? base, code, anchor)
}

/** What was approved is no longer what stands: said where one looks, with the way to approve it again. */
function Reopened({ desk: { t } }: { desk: Desk }) {
  return instead(
    '#avis',
    <>
      {t('done.correctedAgain')} <a href="#etat">{t('issueDesk.approveAgain')}</a>
    </>,
    'innerHTML',
  )
}

function disagreement(
  c: Context<DeskEnv>,
  { base, issue }: IssueOnDesk,
  { line, differences }: Stale,
  { title, anchor, form }: Pick<Answer, 'title' | 'anchor' | 'form'>,
): Response | Promise<Response> {
  const desk = c.get('desk')
  const fields = Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  const children = (
    <Disagreement
      desk={desk}
      who={line?.by ?? null}
      title={title}
      differences={differences}
      action={c.req.path}
      fields={line && { ...fields, version: line.version }}
      back={`${base}#${anchor}`}
    />
  )
  c.status(409)
  if (asksPart(c)) {
    // Beside the form that was typed in; what a button did is told above the week.
    if (differences.length === 0) c.header('HX-Retarget', '#avis')
    c.header('HX-Reswap', 'innerHTML')
    return part(c, children)
  }
  return screen(c, {
    title: desk.t('issueDesk.togetherTitle'),
    place: 'issues',
    back: { href: base, label: issue.subject },
    styles: ['issue-desk.css'],
    status: 409,
    children,
  })
}
