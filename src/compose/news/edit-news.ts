import type { CorrectionField, CorrectionTarget, CorrectionValue, NewsDate, NewsEntry } from '../../domain/index.js'
import type { CorrectionChange } from '../corrections/edit.js'
import { sameValue } from '../corrections/fields.js'
import { type DateLine, dateTarget, type NewsLine, postSays } from './correct-news.js'

/** What staff want of a post's words; those that are not named stay. */
export type WantedPost = Partial<Record<'title' | 'text' | 'alt' | 'credit', string | null>> & { picture?: boolean }

const none: CorrectionChange = { put: [], drop: [] }
const put = (
  target: CorrectionTarget,
  field: CorrectionField,
  value: CorrectionValue,
  said: CorrectionValue = null,
) => ({
  put: [{ target, field, value, said }],
  drop: [],
})

/** Turns what staff want of a post into corrections: a field that reads as the post says it needs none. */
export function changeOfPost({ target, post, now, corrections }: NewsLine, wanted: WantedPost): CorrectionChange {
  if (!post) return none
  const change: CorrectionChange = { put: [], drop: [] }
  const standing = { title: now.title, text: now.text, alt: now.picture?.alt, credit: now.picture?.credit }
  for (const field of ['title', 'text', 'alt', 'credit'] as const) {
    const value = wanted[field]
    if (value === undefined) continue
    const said = postSays(post, field)
    const known = corrections.some((one) => one.field === field)
    if (sameValue(value, said)) {
      if (known) change.drop.push({ target, field })
    } else if (value !== (standing[field] ?? null)) change.put.push({ target, field, value, said })
  }
  if (wanted.picture === false) change.put.push({ target, field: 'picture', value: false, said: null })
  if (wanted.picture === true) change.drop.push({ target, field: 'picture' })
  return change
}

/** Takes a post into the issue, or leaves it out. What staff wrote themselves is always in it. */
export const changeOfChoice = ({ target, post }: NewsLine, chosen: boolean): CorrectionChange =>
  post ? put(target, 'chosen', chosen) : none

/** A piece of news, or the partner of the month, as staff wrote it. */
export const changeOfEntry = (target: CorrectionTarget, entry: NewsEntry): CorrectionChange =>
  put(target, 'entry', entry)

export const changeOfDate = (date: NewsDate): CorrectionChange => put(dateTarget(date.id), 'entry', date)

/** Takes away what staff wrote; a date of an earlier issue is hidden, since it would come again. */
export const withoutDate = ({ target, carried }: DateLine): CorrectionChange =>
  carried
    ? put(target, 'hidden', true)
    : {
        put: [],
        drop: [
          { target, field: 'entry' },
          { target, field: 'hidden' },
        ],
      }

export const dateAgain = ({ target }: DateLine): CorrectionChange => ({ put: [], drop: [{ target, field: 'hidden' }] })

export const withoutEntry = (target: CorrectionTarget): CorrectionChange => ({
  put: [],
  drop: [{ target, field: 'entry' }],
})

/** A post as its blog tells it, whether it is taken apart. */
export const asThePostSays = ({ target, corrections }: NewsLine): CorrectionChange => ({
  put: [],
  drop: corrections.filter(({ field }) => field !== 'chosen').map(({ field }) => ({ target, field })),
})
