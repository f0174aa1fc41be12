import type { Occurrence, OngoingEvent, ToComplete } from '../../domain/agenda.js'
import type { Week } from '../../domain/week.js'
import type { CommuneNames } from './commune-names.js'

/** What every item of an article is read with. */
export interface Context {
  week: Week
  names: CommuneNames
  source: Occurrence['source']
  /** The last that was read above it, for "même endroit". */
  before: Occurrence | null
}

/** What one item gives. */
export interface Reading {
  occurrences: Occurrence[]
  /** What a reminder tells: it counts only where nothing else told it. */
  reminders: Occurrence[]
  ongoing: OngoingEvent[]
  toComplete: ToComplete[]
}
