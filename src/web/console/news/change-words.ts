import type { CorrectionChange } from '../../../compose/corrections/edit.js'
import { targetKey } from '../../../compose/corrections/target.js'
import type { CorrectedNews } from '../../../compose/news/correct-news.js'
import type { CorrectionField, CorrectionTarget, CorrectionValue } from '../../../domain/index.js'
import type { Desk } from '../desk.js'

/** A title is told as it was written; texts and pictures are too long for a line: that they changed is told. */
const titled = 'title'
const longest = 500

interface Change {
  target: CorrectionTarget
  field: CorrectionField
  /** Missing where it reads again as the blog says, or is there no more. */
  value?: CorrectionValue
}

/** A correction of the monthly news as the journal tells it: "« Le moulin rouvre », Titre : Le moulin rouvre, enfin". */
export function newsChangeInWords(desk: Desk, news: CorrectedNews, { put, drop }: CorrectionChange): string {
  const changes: Change[] = [...put, ...drop]
  const told = [...Map.groupBy(changes, ({ target }) => targetKey(target)).values()].map((list) => {
    const known = titleOf(news, list[0]?.target)
    const title = known ?? list.map(({ value }) => ownTitle(value)).find((own) => own !== null)
    const name = title && desk.t('segment.quoted', { name: title })
    return [name, ...list.map((change) => changeWords(desk, change, known))].filter(Boolean).join(', ')
  })
  const words = told.join(' ; ')
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words
}

function changeWords({ t }: Desk, { target, field, value }: Change, known: string | null): string {
  const isThere = value !== undefined
  switch (field) {
    case 'chosen':
      return t(`newsDesk.did.${value === false ? 'left' : isThere ? 'taken' : 'asBefore'}`)
    case 'order':
      return t('newsDesk.did.ordered')
    case 'hidden':
      return t(`newsDesk.did.${isThere ? 'removed' : 'back'}`)
    case 'intro':
      return t('newsDesk.intro')
    case 'entry': {
      const title = ownTitle(value)
      const deed =
        known !== null && title !== null && title !== known
          ? t('journal.changedTo', { field: t('newsDesk.field.title'), value: title })
          : t(`newsDesk.did.${isThere ? (known === null ? 'added' : 'rewritten') : 'removed'}`)
      return target.kind === 'partner' ? `${t('newsDesk.partner')}, ${deed}` : deed
    }
    default: {
      const name = t(`newsDesk.field.${field}`)
      if (!isThere) return t('journal.asInArticle', { field: name })
      return field === titled && typeof value === 'string' ? t('journal.changedTo', { field: name, value }) : name
    }
  }
}

/** What a piece of news, a date or the partner is called on the desk; null where it is not there yet. */
function titleOf({ lines, dates, partner }: CorrectedNews, target: CorrectionTarget | undefined): string | null {
  if (!target) return null
  const key = targetKey(target)
  const all = [...lines, ...dates, ...(partner ? [partner] : [])]
  return all.find((one) => targetKey(one.target) === key)?.now.title ?? null
}

const ownTitle = (value: CorrectionValue | undefined): string | null =>
  value !== null && typeof value === 'object' && 'title' in value ? value.title : null
