/**
 * A segment that cannot be told at this moment: a publication names one that does not exist, the directory does not know
 * where the place of a distance is, or there is no such edition. Its sentence is the text "segmentFault.<code>". Nothing is guessed: a place
 * that nobody finds would make a rule hold for nobody, or, within "none", for all.
 */
export class UnusableSegment extends Error {
  override name = 'UnusableSegment'
  constructor(
    readonly code:
      'segment-unknown' | 'edition-unknown' | 'place-unknown' | 'place-without-position' | 'place-ambiguous',
    readonly values: Record<string, string>,
  ) {
    super(`${code}: ${Object.values(values).join(', ')}`)
  }
}
