import { type ChangeSource, segmentKey } from '../src/domain/index.js'
import type { PublicationSettings } from '../src/domain/settings/publications.js'
import type { SegmentFate } from '../src/store/segments/segments.js'
import type { Store } from '../src/store/store.js'

type Publications = Readonly<Record<string, Pick<PublicationSettings, 'title' | 'audience'>>>

/** What became of a segment that staff wanted to remove or rename; used ones stay. */
export type SegmentDecision = SegmentFate | { publications: string[] }

/** Titles of the publications that go to a segment. */
const goingTo = (name: string, publications: Publications) =>
  Object.values(publications)
    .filter(({ audience }) => audience !== undefined && segmentKey(audience) === segmentKey(name))
    .map(({ title }) => title)

/** Removes a segment that no publication goes to and no campaign under way was frozen with. */
export async function removeSegment(
  store: Store,
  publications: Publications,
  name: string,
  source: ChangeSource,
): Promise<SegmentDecision> {
  const users = goingTo(name, publications)
  if (users.length > 0 && (await store.segments.byName(name))) return { publications: users }
  return await store.transaction(({ segments }) => segments.remove(name, source))
}

/** Gives a segment another name. Settings know it by its name: while a publication goes to it, only its spelling changes. */
export async function renameSegment(
  store: Store,
  publications: Publications,
  [name, newName]: [string, string],
  source: ChangeSource,
): Promise<SegmentDecision> {
  const users = segmentKey(name) === segmentKey(newName) ? [] : goingTo(name, publications)
  if (users.length > 0 && (await store.segments.byName(name))) return { publications: users }
  return await store.transaction(({ segments }) => segments.rename(name, newName, source))
}
