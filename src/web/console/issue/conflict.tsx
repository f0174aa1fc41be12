import type { CorrectionConflict, CorrectionValue } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { valueWords } from './words.js'

/** The article says something new where staff had corrected it: which of the two is to be printed? */
export function ConflictQuestion({
  desk,
  base,
  open,
  conflict: { correction, article },
}: {
  desk: Desk
  base: string
  open: boolean
  conflict: CorrectionConflict
}) {
  const { t } = desk
  const { id, field, value, who } = correction
  const words = {
    field: t(`issueDesk.field.${field}`),
    article: valueWords(desk, field, article),
    yours: valueWords(desk, field, value),
    who,
  }
  return (
    <div className="conflict" id={`desaccord-${id}`}>
      <p>{t('issueDesk.conflict', words)}</p>
      {open && (
        <form method="post" action={`${base}/desaccords/${id}`} className="acts">
          <input type="hidden" name="article" value={JSON.stringify(article)} />
          <input type="hidden" name="version" value={correction.version} />
          <button type="submit" name="choix" value="garder" className="small">
            {t('issueDesk.keepYours', { value: words.yours })}
          </button>
          <button type="submit" name="choix" value="article" className="small secondary">
            {t('issueDesk.takeArticle', { value: words.article })}
          </button>
        </form>
      )}
    </div>
  )
}

export interface Difference {
  field: string
  yours: CorrectionValue
  theirs: CorrectionValue
}

export interface DisagreementProps {
  desk: Desk
  /** Who has changed it meanwhile; null: the article. */
  who: string | null
  title: string
  differences: Difference[]
  /** Where the form goes when one's own is to stand, and what it holds; null where there is nothing left to change. */
  action: string
  fields: Record<string, string> | null
  /** Where one goes to leave theirs. */
  back: string
}

/** Two people at once: both versions, and the choice between them. Nothing was written. */
export function Disagreement({ desk, who, title, differences, action, fields, back }: DisagreementProps) {
  const { t } = desk
  return (
    <div className="conflict" role="alert">
      <p>{t('issueDesk.together', { title, who: who ?? 'none' })}</p>
      {differences.length > 0 && (
        <div className="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('issueDesk.what')}</th>
                <th scope="col">{t('issueDesk.yours')}</th>
                <th scope="col">{t('issueDesk.theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ field, yours, theirs }) => (
                <tr key={field}>
                  <th scope="row">{t(`issueDesk.field.${field}`)}</th>
                  <td>{valueWords(desk, field, yours)}</td>
                  <td>{valueWords(desk, field, theirs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <form method="post" action={action} className="acts">
        {Object.entries(fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {fields && <button type="submit">{t('issueDesk.writeMine')}</button>}
        <a href={back} role="button" className="secondary">
          {t('issueDesk.leaveTheirs')}
        </a>
      </form>
    </div>
  )
}
