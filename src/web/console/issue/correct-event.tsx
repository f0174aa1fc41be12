import type { CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import type { EventLine } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { EventFields } from './event-form.js'
import type { IssueOnDesk } from './issue-on-desk.js'

interface CorrectEventProps {
  desk: Desk
  onDesk: IssueOnDesk
  week: CorrectedWeek
  line: EventLine
  /** A text "issueDesk.fault.<name>" about what was sent. */
  fault?: string
}

/** The form that corrects an event. With scripts each change is saved as it is typed; without, by the button. */
export function CorrectEvent({ desk, onDesk, week, line, fault }: CorrectEventProps) {
  const { t } = desk
  const { ref, now, kind, origin, corrections } = line
  const path = `${onDesk.base}/manifestations/${ref}`
  return (
    <div className="correct">
      {fault && (
        <p className="finding blocks" role="alert">
          {t(`issueDesk.fault.${fault}`)}
        </p>
      )}
      <form
        method="post"
        action={path}
        className="event"
        hx-post={path}
        hx-trigger="input delay:600ms, change, submit"
        hx-target={`#sort-${ref}`}
        hx-swap="innerHTML"
        hx-sync="this:queue last"
      >
        <VersionField line={line} />
        <EventFields desk={desk} week={week.agenda.week} name={`e${ref}`} kind={kind} event={now} line={line} />
        <button type="submit">{t('issueDesk.save')}</button>{' '}
        <a href={`${onDesk.base}#m-${ref}`} role="button" className="secondary close" data-close={`corriger-${ref}`}>
          {t('issueDesk.close')}
        </a>
      </form>
      <div id={`sort-${ref}`} className="fate" aria-live="polite" />
      {(corrections.length > 0 || origin !== 'article') && (
        <form method="post" action={`${path}/annuler`}>
          <input
            type="hidden"
            name="version"
            value={line.version}
            className="follows"
            data-follows={`version-${ref}`}
          />
          <button type="submit" className="small secondary">
            {t(origin === 'article' ? 'issueDesk.asArticle' : 'issueDesk.remove')}
          </button>
        </form>
      )}
    </div>
  )
}

/** Which state of the event was looked at; each saving gives the next. */
export function VersionField({ line: { ref, version } }: { line: EventLine }) {
  return <input type="hidden" name="version" id={`version-${ref}`} value={version} />
}
