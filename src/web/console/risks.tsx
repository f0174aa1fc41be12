import type { Finding, HealthSubject } from '../../../jobs/steps/health.js'
import type { Desk } from './desk.js'

/** What an issue that is ready may still fail by, the gravest first: text "health.send.<subject>". */
const endangersSends: readonly HealthSubject[] = [
  'processes',
  'mailServer',
  'disk',
  'queue',
  'publicUrl',
  'spf',
  'dmarc',
  'dkim',
]

/** The three say one thing to whoever sends: messages may be taken for spam. */
const sameRisk: Partial<Record<HealthSubject, HealthSubject>> = { dmarc: 'spf', dkim: 'spf' }

/** Where the page of health tells of something. */
export const anchorOf = (subject: HealthSubject): string => `sante-${subject}`

const hrefOf = (subject: HealthSubject) => `/console/sante#${anchorOf(subject)}`

const riskOf = (subject: HealthSubject) => sameRisk[subject] ?? subject

/** Without a late backup all goes on, until the day when nothing does. */
const isTold = ({ subject, standing }: Finding) => standing === 'bad' || (subject === 'backup' && standing === 'watch')

/** What was found to be wrong, one finding for each risk, the gravest first. */
function gravest(findings: readonly Finding[]): Finding[] {
  const bad = findings.filter(isTold)
  const rank = ({ subject }: Finding) => (endangersSends.indexOf(subject) + 99) % 99
  const sorted = bad.toSorted((a, b) => rank(a) - rank(b))
  const isFirst = ({ subject }: Finding, index: number) =>
    sorted.findIndex((other) => riskOf(other.subject) === riskOf(subject)) === index
  return sorted.filter(isFirst)
}

/** On the home: what is wrong with the program, what that risks, and the way to what to do. */
export function RiskCards({ desk }: { desk: Desk }) {
  const { t } = desk
  const { last, running } = desk.health()
  const found = gravest(last?.findings ?? [])
  // What is being looked for comes by itself; without a script, with the next page.
  const live = running ? { 'hx-get': '/console/risques', 'hx-trigger': 'load delay:2s', 'hx-swap': 'outerHTML' } : {}
  if (found.length === 0) return <div id="risques" {...live} />
  return (
    <section id="risques" aria-labelledby="risques-titre" {...live}>
      <h2 id="risques-titre">{t('health.risks')}</h2>
      <ul className="cards">
        {found.map(({ subject, standing, said }) => (
          <li key={subject} className={standing === 'bad' ? 'grave' : 'warning'}>
            <p>{t(`health.risk.${riskOf(subject)}`, { found: typeof said === 'string' ? said : said.key })}</p>
            <a href={hrefOf(subject)} role="button" className={standing === 'bad' ? undefined : 'secondary'}>
              {t('health.whatToDo')}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Beside the approval of what is about to be sent: what its sending risks. */
export function SendRisks({ desk }: { desk: Pick<Desk, 't' | 'health'> }) {
  const { t } = desk
  const { last } = desk.health()
  const found = gravest(last?.findings ?? []).filter(({ subject }) => endangersSends.includes(subject))
  return found.map(({ subject }) => (
    <p key={subject} className="finding blocks risk">
      {t(`health.send.${riskOf(subject)}`)} <a href={hrefOf(subject)}>{t('health.whatToDo')}</a>
    </p>
  ))
}
