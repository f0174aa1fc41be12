import type { NewsLine } from '../../../compose/news/correct-news.js'
import type { Desk } from '../desk.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { EntryForm, PictureForm } from './entry-form.js'
import { pictureAddress } from './pictures.js'

/** What the names of a line's fields begin with: a selector does not begin with a digit. */
export const fieldsOf = (ref: string): string => `n${ref}`

/** The form that rewords a piece of news. With scripts each change is saved as it is typed; without, by the button. */
export function LineForm({
  desk,
  onDesk,
  line,
  fault,
}: {
  desk: Desk
  onDesk: IssueOnDesk
  line: NewsLine
  fault?: string | undefined
}) {
  const { t } = desk
  const { ref, post, now, version, corrections } = line
  const path = `${onDesk.base}/nouvelles/${ref}`
  const name = fieldsOf(ref)
  const picture = pictureAddress(onDesk, now)
  // One that is not shown keeps what is told of it.
  const entry = { ...now, picture: now.picture ?? post?.picture ?? null }
  return (
    <div className="correct">
      {picture && <img src={picture} alt="" className="shown" loading="lazy" />}
      <EntryForm
        desk={desk}
        action={path}
        name={name}
        entry={entry}
        version={version}
        said={post}
        own={!post}
        shown={post?.picture ? now.picture !== null : null}
        fault={fault}
      />
      <div id={`sort-${name}`} className="fate" aria-live="polite" />
      {!post && <PictureForm desk={desk} action={`${path}/photo`} name={name} has={now.picture !== null} />}
      {post && corrections.some(({ field }) => field !== 'chosen') && (
        <form method="post" action={`${path}/annuler`}>
          <input type="hidden" name="version" value={version} className="follows" data-follows={`version-${name}`} />
          <button type="submit" className="small secondary">
            {t('issueDesk.asArticle')}
          </button>
        </form>
      )}
    </div>
  )
}
