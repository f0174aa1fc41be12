import type { NewsLine } from '../../../compose/news/correct-news.js'
import type { Desk } from '../desk.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { valueWords } from '../issue/words.js'

/** The blog says something new where staff had reworded it: which of the two is to be printed? */
export function NewsConflicts({ desk, onDesk, line }: { desk: Desk; onDesk: IssueOnDesk; line: NewsLine }) {
  const { t } = desk
  return line.conflicts.map(({ correction: { id, field, value, who }, article }) => {
    const words = {
      field: t(`newsDesk.field.${field}`),
      article: valueWords(desk, field, article),
      yours: valueWords(desk, field, value),
      who,
    }
    return (
      <div className="conflict" key={id}>
        <p>{t('issueDesk.conflict', words)}</p>
        {onDesk.open && (
          <form method="post" action={`${onDesk.base}/nouvelles/${line.ref}/desaccord`} className="acts">
            <input type="hidden" name="version" value={line.version} />
            <input type="hidden" name="correction" value={id} />
            <button type="submit" name="choix" value="garder" className="small">
              {t('newsDesk.keepYours')}
            </button>
            <button type="submit" name="choix" value="article" className="small secondary">
              {t('newsDesk.takeArticle')}
            </button>
          </form>
        )}
      </div>
    )
  })
}
