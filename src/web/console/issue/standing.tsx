import { linesOf } from '../../../compose/corrections/correct-week.js'
import { readableUrl } from '../../../base/readable-url.js'
import { typeset } from '../../../base/typography.js'
import type { CheckFinding } from '../../../domain/index.js'
import { planOf } from '../../../../jobs/steps/decide.js'
import { isSettled, isSkipped } from '../../../store/issues.js'
import { authorWords, isProgram } from '../../author.js'
import type { Desk } from '../desk.js'
import { SendRisks } from '../risks.js'
import { whenWords } from '../when.js'
import { Nobody, type StandingFacts, WhereItWent } from './facts.js'
import type { IssueOnDesk } from './issue-on-desk.js'
import { followable } from '../../../render/links.js'
import { waysInNews } from '../news/ways.js'

interface StandingProps {
  desk: Desk
  onDesk: IssueOnDesk
  facts: StandingFacts
}

/** Where an issue stands, what the checks found, and what can be decided. */
export function Standing({ desk, onDesk, facts }: StandingProps) {
  const { t, context } = desk
  const { issue, base, open } = onDesk
  const plan = planOf(context, issue)
  const past = plan !== null && Temporal.Instant.compare(context.clock.now(), plan.sendAt) >= 0
  const at = plan && !past ? whenWords(desk, plan.sendAt) : 'none'
  const who = authorWords(t, issue.decidedBy)
  const name = isSkipped(issue) ? `skipped${ofMonth(onDesk)}` : issue.state
  const alone = context.publications[issue.publication]?.send.unapproved ?? false
  const state = t(`issueDesk.state.${name}`, {
    who,
    by: isProgram(issue.decidedBy) ? 'program' : 'staff',
    reason: issue.stateReason ?? '',
    at,
    alone: alone ? 'yes' : 'no',
    made: issue.content ? 'yes' : 'no',
  })
  return (
    <div id="etat" hx-get={`${base}/etat`} hx-trigger="rendu from:body" hx-swap="outerHTML">
      <p className="lead" role="status">
        {state}
        {!isSettled(issue) && issue.state !== 'sent' && <em>{` ${t('issueDesk.beingMade')}`}</em>}
      </p>
      <WhereItWent desk={desk} facts={facts} />
      {onDesk.toldSince > 0 && (
        <div className="finding warns">
          <p>{t('issueDesk.toldSince', { count: onDesk.toldSince })}</p>
          {open && (
            <form method="post" action={`${base}/relire`}>
              <button type="submit" className="small secondary">
                {t('issueDesk.takeAgain')}
              </button>
            </form>
          )}
        </div>
      )}
      <Findings desk={desk} onDesk={onDesk} />
      {open && <SendRisks desk={desk} />}
      <Nobody desk={desk} issue={issue} facts={facts} />
      {open && (
        <Decisions desk={desk} onDesk={onDesk} past={past} alone={alone} at={at} partners={facts.partners ?? 0} />
      )}
    </div>
  )
}

/** What is skipped is a week or a month, and what is read again an article or several: texts of their own. */
const ofMonth = ({ news }: IssueOnDesk): 'Month' | '' => (news ? 'Month' : '')

interface DecisionsProps {
  desk: Desk
  onDesk: IssueOnDesk
  /** Its hour has passed. */
  past: boolean
  /** It leaves without an answer. */
  alone: boolean
  /** When it leaves, in words; "none" where that is not known. */
  at: string
  partners: number
}

function Decisions({ desk: { t }, onDesk, past, alone, at, partners }: DecisionsProps) {
  const { issue, base } = onDesk
  const blocked = issue.findings.some((finding) => finding.level === 'blocks')
  const skipped = isSkipped(issue)
  const byStaff = issue.state === 'approved' || skipped || (issue.state === 'held' && issue.stateReason === 'staff')
  // What a check holds leaves once that is settled: to hold it all the same is another decision.
  const hold = byStaff && issue.state === 'held' ? null : issue.state === 'held' ? 'holdAnyway' : 'hold'
  const undo = skipped ? `unskip${ofMonth(onDesk)}` : issue.state === 'approved' ? 'unapprove' : 'unhold'
  const undoLabel = byStaff && !(skipped && past) ? t(`issueDesk.undo.${undo}`) : null
  const helps = [
    hold && t(`issueDesk.${hold}Help`, { reminded: onDesk.news && !alone ? 'yes' : 'no' }),
    undoLabel && t('issueDesk.undoHelp', { label: undoLabel, alone: alone && !past ? 'yes' : 'no' }),
    issue.content && t('issueDesk.testHelp'),
  ].filter(Boolean)
  const revision = <input type="hidden" name="revision" value={issue.revision} />
  return (
    <section className="decide" aria-label={t('issueDesk.decide')}>
      {issue.content && issue.state !== 'approved' && !skipped && (
        <form method="post" action={`${base}/valider`}>
          {revision}
          {blocked && (
            <label>
              <input type="checkbox" name="vu" value="oui" required /> {t('proofPage.seen')}
            </label>
          )}
          <button type="submit">
            {t(past ? 'issueDesk.approveLate' : 'issueDesk.approve', { count: partners, at })}
          </button>
        </form>
      )}
      {undoLabel && (
        <form method="post" action={`${base}/reprendre`}>
          <button type="submit" className="secondary">
            {undoLabel}
          </button>
        </form>
      )}
      {hold && (
        <form method="post" action={`${base}/retenir`}>
          <button type="submit" className="secondary">
            {t(`issueDesk.${hold}`)}
          </button>
        </form>
      )}
      {issue.content && (
        <form method="post" action={`${base}/essai`}>
          <button type="submit" className="secondary">
            {t('issueDesk.test')}
          </button>
        </form>
      )}
      {helps.length > 0 && <p className="quiet help">{helps.join(' ')}</p>}
      <details className="more">
        <summary>{t('issueDesk.more')}</summary>
        {issue.content && !skipped && (
          <p>
            <a href={`${base}/envoyer`}>{t('issueDesk.sendNow')}</a>
          </p>
        )}
        {!skipped && (
          <form method="post" action={`${base}/passer`}>
            <button type="submit" className="secondary">
              {t(`issueDesk.skip${ofMonth(onDesk)}`)}
            </button>
            <small>{t('issueDesk.skipHelp')}</small>
          </form>
        )}
        {issue.state !== 'approved' && !skipped && (
          <form method="post" action={`${base}/relire`}>
            <button type="submit" className="secondary">
              {t(`issueDesk.readAgain${ofMonth(onDesk)}`)}
            </button>
          </form>
        )}
      </details>
    </section>
  )
}

/** What the checks found, each with the way to the correction that settles it. */
function Findings({ desk: { t, texts }, onDesk }: { desk: Desk; onDesk: IssueOnDesk }) {
  const { findings, state } = onDesk.issue
  if (state === 'sent') return null
  if (findings.length === 0) return <p className="finding none">{t('proof.noFinding')}</p>
  return findings.map((finding) => (
    <div key={finding.text} className={`finding ${finding.level}`}>
      <strong>{t(`proof.${finding.level}`)}</strong> {typeset(finding.text, texts.language)}
      {onDesk.open && (
        <ul className="settle">
          {waysToSettle(onDesk, finding).map(({ href, title }) => (
            <li key={href}>
              {/^https?:/.test(href) ? (
                <a href={href} target="_blank" rel="noreferrer">
                  {t('issueDesk.openArticle')}
                </a>
              ) : (
                <a href={href}>{title ? t('issueDesk.settleEvent', { title }) : t('issueDesk.settleHere')}</a>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  ))
}

const mostWays = 8

function waysToSettle(onDesk: IssueOnDesk, { code, text }: CheckFinding): { href: string; title?: string }[] {
  const { week, news, issue, base } = onDesk
  if (news) return waysInNews(news, code)
  if (!week || !issue.agenda) return []
  const { from, to } = issue.agenda.week
  const articleUrl = followable(issue.source?.article?.url ?? null)
  const events = (wanted: (line: ReturnType<typeof linesOf>[number]) => boolean) =>
    linesOf(week)
      .filter((line) => !line.hidden && wanted(line))
      .slice(0, mostWays)
      .map(({ ref, now }) => ({ href: `${base}?ouvert=${ref}#m-${ref}`, title: now.title }))
  switch (code) {
    case 'no-place':
      return events((line) => line.kind === 'occurrence' && !line.now.commune && line.now.status !== 'cancelled')
    case 'outside-week':
      return events((line) => line.kind === 'occurrence' && (line.now.date < from || line.now.date > to))
    case 'dead-link':
      return [
        ...events(({ now }) => !!now.booking?.url && text.includes(readableUrl(now.booking.url))),
        ...(articleUrl ? [{ href: articleUrl }] : []),
      ]
    case 'paper-cut':
      return events(({ now }) => now.title.length > 150 || (now.description?.length ?? 0) > 500)
    case 'correction-conflict':
      return events((line) => line.conflicts.length > 0)
    case 'correction-orphan':
      return [{ href: '#orphelines' }]
    case 'to-complete':
      return [{ href: '#a-completer' }]
    case 'image-alt':
    case 'image-credit':
      return [{ href: '#photo' }]
    default:
      return []
  }
}
