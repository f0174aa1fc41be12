import type {
  Correction,
  CorrectionTarget,
  NewsDate,
  NewsEntry,
  NewsPost,
  NewsReading,
  TextPart,
} from '../../domain/index.js'
import { conflictsOf } from '../corrections/fields.js'
import { namedTarget, refOf, targetKey, versionOf } from '../corrections/target.js'
import type { CorrectionConflict } from '../../domain/index.js'

interface NewsLineBase {
  /** Names it in addresses. */
  ref: string
  target: CorrectionTarget
  corrections: Correction[]
  /** Who changed it last. */
  by: string | null
  /** Differs whenever it reads differently: whoever changes it says which state they looked at. */
  version: string
}

/** A piece of news as staff see it: a post that was chosen or not, or one of their own. */
export interface NewsLine extends NewsLineBase {
  origin: 'post' | 'own'
  post: NewsPost | null
  now: NewsEntry
  /** Whether it is printed. */
  chosen: boolean
  conflicts: CorrectionConflict[]
}

export interface DateLine extends NewsLineBase {
  now: NewsDate
  /** From an earlier issue. */
  carried: boolean
  hidden: boolean
}

/** The news of a month as staff corrected them. */
export interface CorrectedNews {
  intro: TextPart
  /** Those that are printed, in their order, then the others, the newest first. */
  lines: NewsLine[]
  /** By date. */
  dates: DateLine[]
  partner: (NewsLineBase & { now: NewsEntry }) | null
  /** What staff reworded of posts that the blog no longer tells. */
  orphans: { ref: string; target: CorrectionTarget; corrections: Correction[] }[]
}

export const introTarget = namedTarget('issue', '')
export const orderTarget = namedTarget('entry', 'order')
export const partnerTarget = namedTarget('partner', '')
export const postTarget = ({ feed, guid }: NewsPost): CorrectionTarget => ({
  ...namedTarget('post', guid),
  commune: feed,
})
export const dateTarget = (id: string): CorrectionTarget => namedTarget('date', id)

/** What a post says under each field that staff can correct. */
export function postSays(post: NewsPost, field: Correction['field']): string | boolean | null {
  switch (field) {
    case 'title':
      return post.title
    case 'text':
      return post.text || null
    case 'alt':
      return post.picture?.alt ?? null
    case 'credit':
      return post.picture?.credit ?? null
    default:
      return null
  }
}

const worded = new Set<Correction['field']>(['title', 'text', 'alt', 'credit'])

/** Applies what staff chose, reworded and wrote to what the blogs tell; `most` posts are taken unless staff say otherwise. */
export function correctNews(reading: NewsReading, corrections: readonly Correction[], most: number): CorrectedNews {
  const groups = Map.groupBy(corrections, ({ target }) => targetKey(target))
  const about = (target: CorrectionTarget) => groups.get(targetKey(target)) ?? []
  const order = about(orderTarget)[0]?.value as CorrectionTarget[] | undefined
  const placed = new Set(order?.map(refOf))
  const fromPosts = reading.posts.map((post, place) =>
    postLine(post, about(postTarget(post)), place < most || placed.has(refOf(postTarget(post)))),
  )
  const own = corrections
    .filter(({ target, field }) => target.kind === 'entry' && field === 'entry')
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map((one) => ownLine(one))
  const known = new Set(fromPosts.map(({ ref }) => ref))
  const strangers = [...groups.values()].filter(([first]) => {
    return first && first.target.kind === 'post' && !known.has(refOf(first.target))
  })
  return {
    intro: introPart(about(introTarget)),
    lines: inOrder([...own, ...fromPosts], order),
    dates: datesOf(reading, corrections),
    partner: partnerOf(about(partnerTarget)),
    orphans: strangers.flatMap((list) => {
      const target = list.find(({ field }) => worded.has(field))?.target
      return target ? [{ ref: refOf(target), target, corrections: list }] : []
    }),
  }
}

const lastOf = (corrections: readonly Correction[]) => corrections.toSorted((a, b) => b.version - a.version)[0]

function base(target: CorrectionTarget, corrections: Correction[], state: unknown): NewsLineBase {
  return { ref: refOf(target), target, corrections, by: lastOf(corrections)?.who ?? null, version: versionOf(state) }
}

function postLine(post: NewsPost, corrections: Correction[], taken: boolean): NewsLine {
  const said = (field: Correction['field']) => corrections.find((one) => one.field === field)
  const text = (field: 'title' | 'text' | 'alt' | 'credit') =>
    (said(field) ? said(field)?.value : postSays(post, field)) as string | null
  const without = said('picture')?.value === false
  const picture = post.picture && !without ? { url: post.picture.url, alt: text('alt'), credit: text('credit') } : null
  const now: NewsEntry = {
    title: text('title') ?? post.title,
    text: text('text'),
    url: post.url,
    picture,
  }
  // What staff have worked on stays, however many newer posts come.
  const chosen =
    (said('chosen')?.value as boolean | undefined) ?? (taken || corrections.some(({ field }) => worded.has(field)))
  const conflicts = conflictsOf(
    corrections.filter(({ field }) => worded.has(field)),
    (field) => postSays(post, field),
  )
  const state = [now, chosen, without, conflicts.map((one) => one.article)]
  return { ...base(postTarget(post), corrections, state), origin: 'post', post, now, chosen, conflicts }
}

function ownLine(correction: Correction): NewsLine {
  const now = correction.value as NewsEntry
  const { target } = correction
  return { ...base(target, [correction], now), origin: 'own', post: null, now, chosen: true, conflicts: [] }
}

/** What staff put in order first, as they did; what came since follows: their own, then the newest post. */
function inOrder(lines: NewsLine[], wanted: readonly CorrectionTarget[] = []): NewsLine[] {
  const refs = wanted.map(refOf)
  const place = ({ ref, chosen }: NewsLine) => {
    if (!chosen) return Infinity
    return refs.includes(ref) ? refs.indexOf(ref) : refs.length
  }
  // Of equals the first stays first.
  return lines.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
}

/** The order once a line has been moved up (-1) or down (1) among those that are printed; null where it cannot move. */
export function movedNews({ lines }: CorrectedNews, ref: string, by: -1 | 1): CorrectionTarget[] | null {
  const printed = lines.filter((line) => line.chosen)
  const place = printed.findIndex((line) => line.ref === ref)
  const [line, neighbour] = [printed[place], printed[place + by]]
  if (!line || !neighbour) return null
  return printed
    .with(place, neighbour)
    .with(place + by, line)
    .map((one) => one.target)
}

function introPart(corrections: readonly Correction[]): TextPart {
  const correction = corrections.find(({ field }) => field === 'intro') ?? null
  const now = (correction?.value as string | null | undefined) ?? null
  return { target: introTarget, field: 'intro', said: null, now, correction, conflict: null }
}

function datesOf(reading: NewsReading, corrections: readonly Correction[]): DateLine[] {
  const written = corrections.filter(({ target, field }) => target.kind === 'date' && field === 'entry')
  const hidden = new Set(
    corrections.flatMap(({ target, field }) => (target.kind === 'date' && field === 'hidden' ? [target.title] : [])),
  )
  const byId = new Map(reading.dates.map((date) => [date.id, date]))
  const carried = new Set(byId.keys())
  for (const { target, value } of written) byId.set(target.title, value as NewsDate)
  return [...byId.values()]
    .toSorted((a, b) => a.date.localeCompare(b.date) || a.title.localeCompare(b.title))
    .map((now) => {
      const target = dateTarget(now.id)
      const own = corrections.filter((one) => targetKey(one.target) === targetKey(target))
      const off = hidden.has(now.id)
      return { ...base(target, own, [now, off]), now, carried: carried.has(now.id), hidden: off }
    })
}

function partnerOf(corrections: Correction[]): CorrectedNews['partner'] {
  const now = corrections.find(({ field }) => field === 'entry')?.value as NewsEntry | undefined
  return now ? { ...base(partnerTarget, corrections, now), now } : null
}
