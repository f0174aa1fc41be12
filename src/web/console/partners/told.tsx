import { typeset } from '../../../base/typography.js'
import type { ChangeSource } from '../../../domain/index.js'
import { staffOrigin } from '../../../domain/index.js'
import type { DetailName } from '../../../store/organisations/look.js'
import type { ValueChange } from '../../../store/organisations/change.js'
import type { Store } from '../../../store/store.js'
import { authorWords } from '../../author.js'
import type { Desk } from '../desk.js'
import { deedWords, noteWords } from '../journal-words.js'
import { whenStored } from '../when.js'
import { shown } from './organisation-values.js'
import { columnWord, languageWord, publicationTitle } from './words.js'

/** Who sits at the desk, as the author of a change. */
export const byHand = ({ staff }: Desk, words: string | null = null): ChangeSource => staffOrigin(staff.name, words)

/** Changes of an organisation or a contact for the journal: "Téléphone : 05 … → 06 …". */
export function changesInWords(desk: Desk, of: 'organisation' | 'contact') {
  const word = (column: string, value: unknown) => {
    if (value === null || value === undefined || value === '') return '–'
    if (of === 'organisation') return shown(desk, column as DetailName, value)
    if (column === 'language') return languageWord(desk, String(value))
    return column === 'papers' ? desk.t(`partnerDesk.papers.${String(value)}`) : String(value)
  }
  return (changes: ValueChange[]) =>
    changes
      .map(
        ({ column, before, after }) =>
          `${columnWord(desk, of, column)} : ${word(column, before)} → ${word(column, after)}`,
      )
      .join(' ; ')
}

type Deliveries = Awaited<ReturnType<Store['organisations']['deliveriesTo']>>
type Changes = Awaited<ReturnType<Store['organisations']['changesOf']>>

/** Everything that somebody received or should have, each line the way to its send. */
export function DeliveriesTold({ desk, deliveries }: { desk: Desk; deliveries: Deliveries }) {
  const { t } = desk
  if (deliveries.length === 0) return <p className="quiet">{t('partnerDesk.nothingSent')}</p>
  return (
    <ul className="rows">
      {deliveries.map((one) => (
        <li key={one.id}>
          <span>
            <a href={`/console/envois/${one.campaign_id}`}>{typeset(one.subject, desk.texts.language)}</a>
            <br />
            <small>{one.email}</small>
          </span>
          <span className={`state ${one.state}`}>
            {t(`partnerDesk.state.${one.state}`)}
            {one.state === 'excluded' &&
              one.reason &&
              desk.texts.has(`reason.${one.reason}`) &&
              ` (${t(`reason.${one.reason}`)})`}
            <br />
            <small>{whenStored(desk, one.updated_at)}</small>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The journal of an organisation and its contacts; `nameOf` says which contact a line is about. */
export function ChangesTold({
  desk,
  changes,
  entered = null,
  nameOf,
}: {
  desk: Desk
  changes: Changes
  /** The import that it came with. */
  entered?: { file: string; who: string; at: string } | null
  nameOf: (contactId: string) => string | null
}) {
  const { t } = desk
  if (changes.length === 0 && !entered) return <p className="quiet">{t('partnerDesk.noChange')}</p>
  return (
    <ul className="rows">
      {changes.map((line) => (
        <li key={line.id}>
          <span>
            {line.contact_id && <strong>{`${nameOf(line.contact_id) ?? t('partnerDesk.formerContact')} – `}</strong>}
            {deedWords(desk, { ...line, subject: null })}
            {line.publication && ` – ${publicationTitle(desk, line.publication)}`}
            {line.ground && ` (${t(`person.ground.${line.ground}`)})`}
            {line.note && ` – ${noteWords(desk, line.what, line.note)}`}
          </span>
          <small>{`${authorWords(t, line.who)}, ${whenStored(desk, line.at)}`}</small>
        </li>
      ))}
      {entered && (
        <li>
          <span>{t('partnerDesk.enteredBy', { file: entered.file })}</span>
          <small>{`${authorWords(t, entered.who)}, ${whenStored(desk, entered.at)}`}</small>
        </li>
      )}
    </ul>
  )
}
