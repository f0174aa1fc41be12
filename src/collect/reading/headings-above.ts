import type { Moment } from '../../domain/agenda.js'
import type { CommuneNames } from './commune-names.js'
import type { Parent, Surroundings } from './draft.js'
import { isMarketsHeading } from './event-words.js'
import type { Heading } from './headings.js'
import type { Line } from './line.js'
import { fold } from './text.js'

interface Opened {
  rank: number
  depth: number
  order: number
}

/** `paragraph` is that of an item that named the day as it began; null below a heading. */
interface OpenedDay extends Opened {
  paragraph: number | null
}

type DayHeading = Extract<Heading, { kind: 'day' }>

/**
 * What stands open above the line being read: section, day, village, hour or part of the day. Each heading closes what
 * it replaces and what stands below it; `order` is the place of the line in the article.
 */
export class HeadingsAbove {
  readonly #names: CommuneNames
  #section: Surroundings['section'] | 'foreign' | 'teaser' = 'intro'
  #sectionRank = 0
  #dates: string[] = []
  #rule: Surroundings['rule'] = null
  #day: OpenedDay | null = null
  /** `deepened` where a list below its own has come. */
  #commune: (Opened & { name: string; deepened: boolean }) | null = null
  /** The paragraph whose opening named the village; null below a heading. */
  #lead: number | null = null
  #moment: Moment | null = null
  /** The days of a part of a paragraph, among those of the heading above it. */
  #share: { block: number; dates: string[] } | null = null
  #feast: { rank: number; parent: Parent } | null = null
  #hour: string | null = null
  #kind: string | null = null

  constructor(names: CommuneNames) {
    this.#names = names
  }

  get section(): Surroundings['section'] | 'foreign' | 'teaser' {
    return this.#section
  }

  /** An hour on a line of its own, which the items below it begin with. */
  get hour(): string | null {
    return this.#hour
  }

  /** "Les marchés" says what each item below it is; a day or a village leaves that standing. */
  tellKind(heading: Heading, line: Line): void {
    if (line.rank < 9 && isMarketsHeading(fold(line.text))) this.#kind = 'Marché'
    else if (heading.kind !== 'day' && heading.kind !== 'commune' && heading.kind !== 'moment') this.#kind = null
  }

  /** A village that heads a list within a list ends where the text goes on outside of it. */
  leaveList(line: Line): void {
    if (!this.#commune || this.#commune.depth === 0) return
    if (line.depth > this.#commune.depth) this.#commune.deepened = true
    if (line.depth >= this.#commune.depth || !this.#commune.deepened) return
    this.#commune = null
    if (!this.#day || this.#day.depth <= line.depth) return
    this.#day = null
    this.#dates = []
    this.#section = 'other'
  }

  /** A feast stands until a heading of its level; what it tells holds where an item says nothing else. */
  openFeast(parent: Parent | null, rank: number): void {
    if (parent) this.#feast = { rank, parent }
    else if (this.#feast && rank <= this.#feast.rank) this.#feast = null
  }

  /** The feast that stands, whose tickets may be told by a paragraph of their own. */
  get feast(): Parent | null {
    return this.#feast?.parent ?? null
  }

  openHour(text: string): void {
    this.#hour = text
  }

  openMoment(moment: Moment): void {
    this.#moment = moment
    this.#hour = null
  }

  openSection(
    heading: Extract<Heading, { kind: 'rule' | 'ongoing' | 'foreign' | 'teaser' | 'other' }>,
    line: Line,
    isPartOfDay: boolean,
  ): void {
    this.#hour = null
    this.#moment = null
    if (heading.kind === 'other') return this.#openOther(line, isPartOfDay)
    this.#section = heading.kind
    this.#sectionRank = line.rank
    this.#day = null
    this.#dates = []
    this.#rule = heading.kind === 'rule' ? heading.schedule : null
    if (this.#commune && this.#commune.rank >= line.rank) this.#commune = null
  }

  /** False where the day belongs to what is not of the programme, and opens nothing. */
  openDay(heading: DayHeading, line: Line, order: number): boolean {
    if (this.#section === 'foreign' && line.rank > this.#sectionRank) return false
    if (this.#section === 'foreign' && line.rank === this.#sectionRank + 2 && heading.rest !== null) return false
    if (this.#commune && this.#day && this.#commune.rank === line.rank && this.#commune.order > this.#day.order)
      this.#commune = null
    if (this.#commune && this.#commune.rank > line.rank) this.#commune = null
    this.#section = 'day'
    this.#dates = heading.dates
    this.#day = {
      rank: line.rank,
      depth: line.depth,
      order,
      paragraph: heading.rest !== null && line.kind === 'paragraph' ? line.block : null,
    }
    this.#share = null
    this.#rule = null
    this.#hour = null
    this.#moment = heading.moment
    return true
  }

  /** "Samedi – 10h : …" below "Samedi 16 et dimanche 17" tells one of the days that stand. */
  sharesDay(heading: DayHeading, line: Line): boolean {
    if (heading.rest === null || this.#day === null || this.#dates.length < 2) return false
    const stands = this.#day.rank < line.rank || this.#day.depth < line.depth
    return stands && heading.dates.every((date) => this.#dates.includes(date))
  }

  /** The next lines of its paragraph go with it. */
  openShare(heading: DayHeading, line: Line): void {
    const leads = line.kind === 'paragraph' && /^\s*[:–—|-]/u.test(line.text.slice(heading.rest ?? 0))
    this.#share = leads ? { block: line.block, dates: heading.dates } : null
  }

  /** `lead` is the paragraph that the village opens, where it is no heading. */
  openCommune(
    name: string,
    { rank, depth }: Pick<Line, 'rank' | 'depth'>,
    order: number,
    lead: number | null = null,
  ): void {
    if (this.#section === 'foreign' || this.#section === 'teaser') {
      if (rank > this.#sectionRank) return
      this.#section = 'other'
    }
    const inner = this.#day && this.#commune && this.#day.rank === rank && this.#day.order > this.#commune.order
    if (this.#day && (this.#day.rank > rank || inner)) {
      this.#day = null
      this.#dates = []
      this.#section = 'other'
    }
    this.#commune = { name, rank, depth, deepened: false, order }
    this.#lead = lead
    this.#hour = null
  }

  /** A heading that says nothing of when nor where: it closes what stands at its level or below. */
  #openOther(line: Line, isPartOfDay: boolean): void {
    if (this.#commune && this.#commune.rank >= line.rank) this.#commune = null
    if (this.#section === 'intro') return
    const isInner =
      this.#section === 'day' ? isPartOfDay || (this.#day?.rank ?? 0) < line.rank : this.#sectionRank < line.rank
    if (isInner) return
    this.#section = 'other'
    this.#sectionRank = line.rank
    this.#day = null
    this.#dates = []
    this.#rule = null
  }

  /** What the headings say for an item. */
  around(line: Line, parent: Parent | null): Surroundings {
    return {
      section: this.#section as Surroundings['section'],
      dates: this.#share?.block === line.block ? this.#share.dates : this.#dates,
      apart: this.#day !== null && this.#day.paragraph !== null && this.#day.paragraph !== line.block,
      rule: this.#rule,
      commune: this.#communeOf(line),
      moment: this.#moment,
      kind: this.#kind,
      parent: parent ?? this.feast,
    }
  }

  /** A village told before the days of one paragraph gives way, in the next ones, to any that they name. */
  #communeOf(line: Line): string | null {
    const named = this.#lead !== null && this.#lead !== line.block && this.#names.find(line.text, fold(line.text))
    return named && named.length > 0 ? null : (this.#commune?.name ?? null)
  }
}
