import type { Group } from '../../../compose/corrections/correct-week.js'
import { refOf } from '../../../compose/corrections/target.js'
import type { ReadingChange } from '../../../compose/reading-changes.js'
import type { Desk } from '../desk.js'
import { whenStored } from '../when.js'
import { ForgetOrphan } from './acts.js'
import type { IssueOnDesk } from './issue-on-desk.js'
import { dayWords, valueWords } from './words.js'

interface NewsProps {
  desk: Desk
  onDesk: IssueOnDesk
  changes: ReadingChange[]
  /** When the article was read that is compared with, and the number of the last reading. */
  since: string
  reading: number
}

const longTexts = new Set(['description'])

/** What the article says otherwise than when this person looked last. */
export function News({ desk, onDesk, changes, since, reading }: NewsProps) {
  const { t } = desk
  if (changes.length === 0) return null
  return (
    <section className="news" aria-labelledby="nouveau">
      <h2 id="nouveau">{t('issueDesk.news', { since: whenStored(desk, since) })}</h2>
      <ul>
        {changes.map((change, index) => (
          <li key={index}>
            <strong>{t(`issueDesk.change.${change.kind}`)}</strong> {eventWords(desk, change)}
            {change.kind === 'changed' && (
              <ul>
                {change.fields.map(({ field, before, after }) => (
                  <li key={field}>
                    {longTexts.has(field)
                      ? t('issueDesk.rewritten', { field: t(`issueDesk.field.${field}`) })
                      : t('issueDesk.was', {
                          field: t(`issueDesk.field.${field}`),
                          before: valueWords(desk, field, before),
                          after: valueWords(desk, field, after),
                        })}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {onDesk.open && (
        <form method="post" action={`${onDesk.base}/vu`}>
          <input type="hidden" name="lecture" value={reading} />
          <button type="submit" className="small secondary">
            {t('issueDesk.seenIt')}
          </button>
        </form>
      )}
    </section>
  )
}

function eventWords(desk: Desk, { event }: ReadingChange): string {
  const day = 'date' in event ? dayWords(desk, event.date) : ''
  return [event.title, event.commune, day].filter(Boolean).join(', ')
}

/** Corrections of what the article no longer tells. */
export function Orphans({ desk, onDesk, orphans }: { desk: Desk; onDesk: IssueOnDesk; orphans: Group[] }) {
  const { t } = desk
  if (orphans.length === 0) return null
  return (
    <section className="news" aria-labelledby="orphelines">
      <h2 id="orphelines">{t('issueDesk.orphans')}</h2>
      <p>{t('issueDesk.orphansHelp')}</p>
      <ul>
        {orphans.map(({ target, corrections }) => (
          <li key={refOf(target)}>
            <strong>{target.title}</strong>
            {target.date && `, ${dayWords(desk, target.date)}`}
            <ul>
              {corrections.map(({ id, field, value, who }) => (
                <li key={id}>
                  {t('issueDesk.orphan', {
                    field: t(`issueDesk.field.${field}`),
                    value: valueWords(desk, field, value),
                    who,
                  })}
                </li>
              ))}
            </ul>
            {onDesk.open && (
              <ForgetOrphan to={`${onDesk.base}/orphelines/${refOf(target)}`} label={t('issueDesk.forget')} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
