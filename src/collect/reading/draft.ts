import type { Booking, Moment } from '../../domain/agenda.js'
import type { Link } from './line.js'
import type { Schedule } from './schedule.js'

/** What the headings and the parent line above an item say for it. */
export interface Surroundings {
  section: 'intro' | 'day' | 'rule' | 'ongoing' | 'other'
  /** The dates of the day heading; empty when it lies outside the week. */
  dates: string[]
  /** Its day is told by another paragraph than its own, which may have ended. */
  apart: boolean
  rule: Schedule | null
  commune: string | null
  moment: Moment | null
  parent: Parent | null
  /** What all of a section is, where its items need not repeat it: "Marché" under "Les marchés". */
  kind: string | null
}

/** A line that introduces others: a festival above its concerts. */
export interface Parent {
  title: string | null
  communes: string[]
  venue: string | null
  booking: Booking | null
  dates: string[] | null
}

/** An item as the outline hands it over, before its words are read. */
export interface Draft {
  text: string
  links: Link[]
  place: string | null
  struck: boolean
  /** A card's heading, which is its title. */
  title: string | null
  block: number
  around: Surroundings
}
