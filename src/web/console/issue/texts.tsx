import type { CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import { versionOf } from '../../../compose/corrections/target.js'
import type { TextPart } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { ConflictQuestion } from './conflict.js'
import type { IssueOnDesk } from './issue-on-desk.js'
import { valueWords } from './words.js'

interface Parts {
  desk: Desk
  onDesk: IssueOnDesk
  week: CorrectedWeek
}

/** What whoever corrects the texts of an issue has seen of them. */
export const textsVersion = ({ intro, nextWeek }: CorrectedWeek): string => versionOf([intro.now, nextWeek.now])
export const imageVersion = ({ image }: CorrectedWeek): string =>
  versionOf(image && [image.alt.now, image.credit.now, image.hidden])

function Field({ desk, onDesk, part, rows }: { desk: Desk; onDesk: IssueOnDesk; part: TextPart; rows: number }) {
  const { t } = desk
  const said =
    part.correction &&
    t('issueDesk.articleSays', {
      value: valueWords(desk, part.field, part.said),
      who: part.correction.who,
    })
  return (
    <label>
      {t(`issueDesk.field.${part.field}`)}
      <textarea
        name={part.field}
        id={`texte-${part.field}`}
        rows={rows}
        maxLength={4000}
        defaultValue={part.now ?? ''}
        readOnly={!onDesk.open}
      />
      {said && <small>{said}</small>}
    </label>
  )
}

const attributes = (path: string, sort: string) => ({
  method: 'post',
  action: path,
  'hx-post': path,
  'hx-trigger': 'input delay:700ms, change, submit',
  'hx-target': `#${sort}`,
  'hx-swap': 'innerHTML',
  'hx-sync': 'this:queue last',
})

/** The words before the week and after it. */
export function TextsForm({ desk, onDesk, week }: Parts) {
  const { t } = desk
  const { base, open } = onDesk
  return (
    <details className="texts" id="textes">
      <summary>{t('issueDesk.texts')}</summary>
      <form {...attributes(`${base}/textes`, 'sort-textes')}>
        <input type="hidden" name="version" id="version-textes" value={textsVersion(week)} />
        <Field desk={desk} onDesk={onDesk} part={week.intro} rows={4} />
        <Field desk={desk} onDesk={onDesk} part={week.nextWeek} rows={2} />
        {open && <button type="submit">{t('issueDesk.save')}</button>}
      </form>
      <div id="sort-textes" className="fate" aria-live="polite" />
      <PartConflicts desk={desk} onDesk={onDesk} parts={[week.intro, week.nextWeek]} />
    </details>
  )
}

/** The photo: what it shows for those who do not see it, and whose it is. */
export function ImageForm({ desk, onDesk, week }: Parts) {
  const { t } = desk
  const { base, open } = onDesk
  const { image } = week
  if (!image) return null
  const field = (part: TextPart) => <Field desk={desk} onDesk={onDesk} part={part} rows={1} />
  return (
    <details className="texts" id="photo" open={!image.alt.now || !image.credit.now}>
      <summary>{t('issueDesk.photo')}</summary>
      <p>
        <a href={image.target.title} rel="noreferrer">
          {t('issueDesk.lookAtPhoto')}
        </a>
      </p>
      <form {...attributes(`${base}/photo`, 'sort-photo')}>
        <input type="hidden" name="version" id="version-photo" value={imageVersion(week)} />
        {field(image.alt)}
        {field(image.credit)}
        <label className="tick">
          <input type="checkbox" name="sans" value="1" defaultChecked={image.hidden} /> {t('issueDesk.noPhoto')}
        </label>
        {open && <button type="submit">{t('issueDesk.save')}</button>}
      </form>
      <div id="sort-photo" className="fate" aria-live="polite" />
      <PartConflicts desk={desk} onDesk={onDesk} parts={[image.alt, image.credit]} />
    </details>
  )
}

function PartConflicts({ desk, onDesk, parts }: { desk: Desk; onDesk: IssueOnDesk; parts: TextPart[] }) {
  return parts
    .flatMap((part) => part.conflict ?? [])
    .map((conflict) => (
      <ConflictQuestion
        key={conflict.correction.id}
        desk={desk}
        base={onDesk.base}
        open={onDesk.open}
        conflict={conflict}
      />
    ))
}
