import type { CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import type { EventLine, OpenLine } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { EventFields } from './event-form.js'
import type { IssueOnDesk } from './issue-on-desk.js'
import { dayWords } from './words.js'

interface Parts {
  desk: Desk
  onDesk: IssueOnDesk
  week: CorrectedWeek
}

/** What the reader left open: a small form makes an event of each line, or it is put aside. */
export function OpenLines({ desk, onDesk, week }: Parts) {
  const { t } = desk
  if (week.openLines.length === 0) return null
  const left = week.openLines.filter((line) => !line.dismissed)
  const aside = week.openLines.filter((line) => line.dismissed)
  return (
    <section aria-labelledby="a-completer">
      <h2 id="a-completer">{t('issueDesk.toComplete')}</h2>
      {left.length > 0 && <p className="quiet">{t('issueDesk.toCompleteHelp')}</p>}
      <ul className="lines">
        {left.map((line) => (
          <li key={line.ref} id={`l-${line.ref}`} className="line open">
            <p>
              {line.line.date && <span className="hour">{dayWords(desk, line.line.date)}</span>}
              {line.line.text}
            </p>
            {onDesk.open && <CompleteForm desk={desk} onDesk={onDesk} week={week} open={line} />}
          </li>
        ))}
      </ul>
      {aside.length > 0 && (
        <details>
          <summary>{t('issueDesk.aside', { count: aside.length })}</summary>
          <ul className="lines">
            {aside.map(({ ref, line }) => (
              <li key={ref} className="line off">
                <p>{line.text}</p>
                {onDesk.open && (
                  <form method="post" action={`${onDesk.base}/lignes/${ref}/reprendre`} className="acts">
                    <button type="submit" className="small secondary">
                      {t('issueDesk.takeBack')}
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function CompleteForm({ desk, onDesk: { base }, week, open: { ref, line } }: Parts & { open: OpenLine }) {
  const { t } = desk
  return (
    <details>
      <summary>{t('issueDesk.complete')}</summary>
      <form method="post" action={`${base}/lignes/${ref}/completer`} className="event">
        <EventFields
          desk={desk}
          week={week.agenda.week}
          name={`l${ref}`}
          kind="occurrence"
          event={{ title: line.text.slice(0, 300), ...(line.date ? { date: line.date } : {}) }}
        />
        <button type="submit">{t('issueDesk.makeEvent')}</button>{' '}
        <button type="submit" className="secondary" formAction={`${base}/lignes/${ref}/ecarter`} formNoValidate>
          {t('issueDesk.dismiss')}
        </button>
      </form>
    </details>
  )
}

/** Events of staff's own: one of a day, one that runs all through the week. */
export function AddEvents({ desk, onDesk, week }: Parts) {
  const { t } = desk
  const add = (kind: EventLine['kind'], place: string, title: string) => (
    <details className="texts" id={place}>
      <summary>{title}</summary>
      <form method="post" action={`${onDesk.base}/${place}`} className="event">
        <EventFields desk={desk} week={week.agenda.week} name={place} kind={kind} event={{}} />
        <button type="submit">{t('issueDesk.addIt')}</button>
      </form>
    </details>
  )
  return (
    <>
      {add('occurrence', 'ajouter', t('issueDesk.add'))}
      {add('ongoing', 'ajouter-en-cours', t('issueDesk.addOngoing'))}
    </>
  )
}
