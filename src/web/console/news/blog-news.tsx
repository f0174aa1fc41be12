import { type IssueReading, isNews, type NewsPost } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import type { IssueOnDesk } from '../issue/issue-on-desk.js'
import { whenStored } from '../when.js'

/** What the blogs told at a time; null where nothing was read. */
type Reading = { number: number; at: string; said: IssueReading } | null

const keyOf = ({ feed, guid }: NewsPost) => `${feed} ${guid}`
const wordsOf = ({ title, text }: NewsPost) => `${title}\n${text}`

/** What the blogs tell otherwise than when this person looked last: posts that came, went, or read otherwise. */
export function BlogNews({
  desk,
  onDesk,
  seen,
  last,
}: {
  desk: Desk
  onDesk: IssueOnDesk
  seen: Reading
  last: Reading
}) {
  const { t } = desk
  if (!seen || !last || seen.number >= last.number || !isNews(seen.said) || !isNews(last.said)) return null
  const [before, now] = [seen.said.posts, last.said.posts].map(
    (posts) => new Map(posts.map((one) => [keyOf(one), one])),
  )
  const changes = [
    ...[...(now ?? [])].flatMap(([key, post]) => {
      const known = before?.get(key)
      if (!known) return [{ kind: 'added', post }]
      return wordsOf(known) === wordsOf(post) ? [] : [{ kind: 'changed', post }]
    }),
    ...[...(before ?? [])].flatMap(([key, post]) => (now?.has(key) ? [] : [{ kind: 'removed', post }])),
  ]
  if (changes.length === 0) return null
  return (
    <section className="news" aria-labelledby="nouveau">
      <h2 id="nouveau">{t('issueDesk.news', { since: whenStored(desk, seen.at) })}</h2>
      <ul>
        {changes.map(({ kind, post }) => (
          <li key={`${kind} ${keyOf(post)}`}>
            <strong>{t(`issueDesk.change.${kind}`)}</strong> {post.title}
          </li>
        ))}
      </ul>
      {onDesk.open && (
        <form method="post" action={`${onDesk.base}/vu`}>
          <input type="hidden" name="lecture" value={last.number} />
          <button type="submit" className="small secondary">
            {t('issueDesk.seenIt')}
          </button>
        </form>
      )}
    </section>
  )
}
