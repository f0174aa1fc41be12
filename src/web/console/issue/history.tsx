import { authorWords } from '../../author.js'
import { deedOf } from '../../issue-deed.js'
import type { Desk } from '../desk.js'
import { whenStored } from '../when.js'

interface IssueEvent {
  id: string
  at: string
  who: string
  what: string
  note: string | null
}

/** Who did what with an issue. */
export function History({ desk, events }: { desk: Desk; events: readonly IssueEvent[] }) {
  const { t } = desk
  return (
    <details className="texts">
      <summary>{t('proofPage.history')}</summary>
      <ul>
        {events.map((event) => (
          <li key={event.id}>
            {t('issueDesk.event', {
              at: whenStored(desk, event.at),
              what: t(`issueDesk.did.${deedOf(event)}`, { who: authorWords(t, event.who) }),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
