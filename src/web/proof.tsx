import { type Context, Hono } from 'hono'
import type { TextValues } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { JobContext } from '../../jobs/steps/context.js'
import { approveIssue, type Decision, holdIssue } from '../../jobs/steps/decide.js'
import type { StoredIssue } from '../store/issues.js'
import { authorWords } from './author.js'
import { page } from './layout.js'
import { words } from './words.js'
import { deedOf } from './issue-deed.js'
import type { Examiner } from './console/examiner.js'
import { proofWarnings } from './proof-warnings.js'
import { CampaignSumsList } from './sums.js'

const previewFiles: Record<string, string> = {
  'mail.html': 'mail.html',
  'mail.txt': 'mail.txt',
  'affiche.pdf': 'poster.pdf',
  'livret.pdf': 'booklet.pdf',
  'agenda.ics': 'agenda.ics',
  'page.html': 'archive.html',
}

/** Decisions that were not taken; each has its text. */
const refusals = new Set(['changed', 'sent', 'empty', 'unconfirmed'])

/** The proof's page: whoever holds the token from the mail may look; only a POST decides. */
export function proofPages(context: JobContext, examiner: Examiner): Hono {
  const { office, texts, store } = context
  const app = new Hono()
  const t = (key: string) => words(texts, key)

  const show = (title: string, children: React.ReactNode, width: 'narrow' | 'wide' = 'narrow') =>
    page({ language: office.language, title: typeset(title, office.language), office: office.name, width, children })
  const unknown = (c: Context) =>
    c.html(
      show(
        t('proofPage.unknownTitle'),
        <>
          <h1>{t('proofPage.unknownTitle')}</h1>
          <p>{t('proofPage.unknown')}</p>
        </>,
      ),
      404,
    )

  app.get('/:token', async (c) => {
    const found = await store.issues.byProofToken(c.req.param('token'))
    if (!found) return unknown(c)
    const outcome = c.req.query('fait') as Decision | undefined
    return c.html(
      show(found.issue.subject, await proofPage(context, examiner, found.issue, c.req.param('token'), outcome), 'wide'),
    )
  })

  app.get('/:token/:file', async (c) => {
    const found = await store.issues.byProofToken(c.req.param('token'))
    const name = previewFiles[c.req.param('file')]
    const file = found && name ? await store.issues.file(found.issue.id, name) : null
    if (!file) return unknown(c)
    return c.body(Buffer.from(file.body), 200, { 'Content-Type': file.contentType, 'Cache-Control': 'no-store' })
  })

  app.post('/:token/:decision{valider|retenir}', async (c) => {
    const { token, decision } = c.req.param()
    const found = await store.issues.byProofToken(token)
    if (!found) return unknown(c)
    const form = await c.req.parseBody()
    const blocked = found.issue.findings.some((finding) => finding.level === 'blocks')
    let outcome: Decision | 'unconfirmed'
    if (decision === 'retenir') outcome = await holdIssue(context, found.issue, found.staffName)
    else if (blocked && form['seen'] !== 'yes') outcome = 'unconfirmed'
    else outcome = await approveIssue(context, found.issue, found.staffName, Number(form['revision']))
    context.log.info({ issue: found.issue.id, decision, outcome }, 'staff decided')
    return c.redirect(`/bat/${token}?fait=${outcome}`, 303)
  })

  return app
}

async function proofPage(
  context: JobContext,
  examiner: Examiner,
  issue: StoredIssue,
  token: string,
  outcome: string | undefined,
) {
  const { texts, store } = context
  const t = (key: string, values?: TextValues) => words(texts, key, values)
  const set = (text: string) => typeset(text, context.office.language)
  const warnings = await proofWarnings(context, examiner, issue)
  const events = await store.issues.events(issue.id)
  const campaign = await store.campaigns.byKey(`issue/${issue.publication}/${issue.period}`)
  const sums = campaign ? await store.ledger.sums(campaign.id) : null
  const blocked = issue.findings.some((finding) => finding.level === 'blocks')
  const toComplete = issue.content?.kind === 'weekly-agenda' ? issue.content.toComplete : []
  const papers = issue.content?.kind === 'weekly-agenda' ? (['affiche', 'livret'] as const) : []
  const told = refusals.has(outcome ?? '') ? t(`proofPage.outcome.${outcome}`) : null
  const at = (instant: string) =>
    Temporal.Instant.from(instant)
      .toZonedDateTimeISO(context.office.timeZone)
      .toLocaleString(context.office.language, { dateStyle: 'long', timeStyle: 'short' })

  return (
    <>
      <h1>{set(issue.subject)}</h1>
      <p className="lead" role="status">
        {t(`proofPage.state.${issue.state}`, {
          who: authorWords(t, issue.decidedBy),
          reason: issue.stateReason ?? '',
        })}
      </p>
      {told && (
        <p className="finding blocks" role="alert">
          {told}
        </p>
      )}
      {issue.findings.length === 0 && <p>{t('proof.noFinding')}</p>}
      {issue.findings.map((finding) => (
        <p key={finding.text} className={`finding ${finding.level}`}>
          <strong>{t(`proof.${finding.level}`)}</strong> {set(finding.text)}
        </p>
      ))}
      {toComplete.length > 0 && (
        <details open>
          <summary>{t('proofPage.toComplete')}</summary>
          <ul>
            {toComplete.map((line) => (
              <li key={`${line.date}${line.text}`}>{set(`${line.date ? `${line.date} : ` : ''}${line.text}`)}</li>
            ))}
          </ul>
        </details>
      )}
      {warnings}
      {issue.state !== 'sent' && (
        <section id="decide" className="decide">
          {issue.content && issue.state !== 'approved' && (
            <form method="post" action={`/bat/${token}/valider`}>
              <input type="hidden" name="revision" value={issue.revision} />
              {blocked && (
                <label>
                  <input type="checkbox" name="seen" value="yes" required /> {t('proofPage.seen')}
                </label>
              )}
              <button type="submit">{t('proofPage.approve')}</button>
            </form>
          )}
          <form method="post" action={`/bat/${token}/retenir`}>
            <button type="submit" className="secondary outline">
              {t('proofPage.hold')}
            </button>
          </form>
          <p className="quiet help">
            {t('proofPage.decideHelp', { approves: issue.content && issue.state !== 'approved' ? 'yes' : 'no' })}
          </p>
        </section>
      )}
      {sums && <CampaignSumsList sums={sums} texts={texts} />}
      {issue.content && (
        <section className="previews">
          <figure className="preview">
            <figcaption>
              <strong>{t('proofPage.mail')}</strong>
              <span>
                <a href={`/bat/${token}/mail.html`}>{t('proofPage.open')}</a> ·{' '}
                <a href={`/bat/${token}/mail.txt`}>{t('proofPage.plain')}</a>
              </span>
            </figcaption>
            <iframe title={t('proofPage.mail')} sandbox="" src={`/bat/${token}/mail.html`} />
          </figure>
          <div className="papers">
            {papers.map((paper) => (
              <figure key={paper} className="preview paper">
                <figcaption>
                  <strong>{t(`proofPage.${paper}`)}</strong>
                  <a href={`/bat/${token}/${paper}.pdf`}>{t('proofPage.open')}</a>
                </figcaption>
                <iframe title={t(`proofPage.${paper}`)} src={`/bat/${token}/${paper}.pdf`} />
              </figure>
            ))}
          </div>
        </section>
      )}
      <details>
        <summary>{t('proofPage.history')}</summary>
        <ul>
          {events.map((event) => (
            <li key={event.id}>
              {set(`${at(event.at)} : ${t(`issueDesk.did.${deedOf(event)}`, { who: authorWords(t, event.who) })}`)}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
