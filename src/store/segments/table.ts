export interface SegmentsTable {
  id: string
  name: string
  /** The name as compared: `segmentKey` of the domain. */
  name_key: string
  /** SegmentRule as JSON. */
  rule: string
  created_at: string
  changed_at: string
}
