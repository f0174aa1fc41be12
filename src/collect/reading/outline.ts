import type { AgendaWarning, ToComplete } from '../../domain/agenda.js'
import type { Week } from '../../domain/week.js'
import { isForeignLine, isTeaser } from './boilerplate.js'
import { titlesFirst } from './card-order.js'
import { cardsOf } from './cards.js'
import type { CommuneNames } from './commune-names.js'
import { addsTo, introduces, isDated } from './line-roles.js'
import type { Draft, Parent } from './draft.js'
import { readFields } from './fields.js'
import { HeadingsAbove } from './headings-above.js'
import { BoldParts, feastBelow, feastOf } from './feasts.js'
import { headingOf, type Heading } from './headings.js'
import { partOf } from './inline-days.js'
import { movedLinks, type Line } from './line.js'
import { plainCardsOf } from './plain-cards.js'
import { fold, separator } from './text.js'
import { findMoments, findTimes } from './times.js'
import { splitAtVillageDays, villageLead } from './village-lead.js'
import { mismatchWarning, outsideWarning } from './warnings.js'

export interface Outline {
  intro: string | null
  drafts: Draft[]
  nextWeek: string | null
  toComplete: ToComplete[]
  warnings: AgendaWarning[]
}

/** Follows the headings from top to bottom, and gives each item what stands above it. */
export function outlineOf(lines: Line[], week: Week, names: CommuneNames): Outline {
  const parts = lines.flatMap((line) => splitAtVillageDays(line, names))
  const carded = cardsOf(plainCardsOf(titlesFirst(parts, week, names), week, names), week, names)
  return new OutlineReader(carded, week, names).read(carded)
}

class OutlineReader {
  readonly #week: Week
  readonly #names: CommuneNames
  readonly #above: HeadingsAbove
  readonly #parts: BoldParts
  readonly #outline: Outline = { intro: null, drafts: [], nextWeek: null, toComplete: [], warnings: [] }
  readonly #intro: string[] = []
  readonly #teasers: string[] = []
  #parent: { depth: number; parent: Parent } | null = null
  /** A heading came since the last item: what follows does not go on with it. */
  #headed = false
  #order = 0
  /** A line that the heading above it has read. */
  #told: Line | null = null

  constructor(lines: Line[], week: Week, names: CommuneNames) {
    this.#week = week
    this.#names = names
    this.#above = new HeadingsAbove(names)
    this.#parts = new BoldParts(lines, week, names)
  }

  read(lines: Array<Line & { card: string | null }>): Outline {
    for (const [index, line] of lines.entries()) {
      this.#order = index
      if (this.#parent && (line.depth < this.#parent.depth || line.rank < 7)) this.#parent = null
      if (line === this.#told) continue
      this.#above.leaveList(line)
      const lead = line.card === null ? villageLead(line, this.#names) : null
      if (lead && this.#above.section !== 'foreign' && this.#above.section !== 'teaser') {
        this.#above.openCommune(lead.name, { rank: 7, depth: line.depth }, index, line.block)
        this.#headed = true
        this.#line({ ...lead.rest, card: null }, undefined, lines[index + 1])
      } else this.#line(line, lines[index - 1], lines[index + 1])
    }
    this.#outline.intro = this.#intro.length > 0 ? this.#intro.join(' ') : null
    this.#outline.nextWeek = this.#teasers.length > 0 ? this.#teasers.join(' ') : null
    return this.#outline
  }

  #line(line: Line & { card: string | null }, previous: Line | undefined, next: Line | undefined): void {
    const heading = line.card === null ? headingOf(line, this.#week, this.#names) : null
    if (heading && this.#isPlaceOfCurrent(heading, line, previous)) this.#append(line)
    else if (heading) this.#open(heading, line, next)
    else this.#item(line, next)
  }

  /** A commune on a later line of the same paragraph tells where the lines above take place. */
  #isPlaceOfCurrent(heading: Heading, line: Line, previous: Line | undefined): boolean {
    const draft = this.#outline.drafts.at(-1)
    return (
      heading.kind === 'commune' &&
      previous?.block === line.block &&
      draft?.block === line.block &&
      draft.around.commune === null
    )
  }

  #open(heading: Heading, line: Line, next: Line | undefined): void {
    this.#headed = true
    this.#above.tellKind(heading, line)
    const isFeast = heading.kind === 'other' || heading.kind === 'rule'
    const below = isFeast ? feastBelow(line, next, this.#week, this.#names) : null
    if (below) this.#told = next ?? null
    const feast = isFeast ? feastOf(line, this.#week, this.#names) : null
    this.#above.openFeast(feast ?? below, line.rank)
    if (heading.kind === 'day') return this.#openDay(heading, line, next)
    if (heading.kind === 'hour') return this.#above.openHour(line.text)
    if (heading.kind === 'moment') return this.#above.openMoment(heading.moment)
    if (heading.kind === 'commune') return this.#above.openCommune(heading.name, line, this.#order)
    this.#above.openSection(heading, line, this.#parts.isPart(line, this.#order))
    if (heading.kind === 'teaser') this.#teasers.push(`${line.text.replace(/[\s:]+$/, '')} :`)
  }

  #openDay(heading: Extract<Heading, { kind: 'day' }>, line: Line, next: Line | undefined): void {
    if (this.#above.section === 'teaser' && heading.dates.length === 0) {
      this.#teasers.push(line.text)
      return
    }
    if (this.#above.sharesDay(heading, line)) {
      this.#above.openShare(heading, line)
      return this.#item(line, undefined)
    }
    if (!this.#above.openDay(heading, line, this.#order)) return
    if (heading.mismatch) this.#warn(mismatchWarning(heading.words, heading.mismatch))
    if (heading.dates.length === 0) this.#warn(outsideWarning(heading.words, this.#week))
    if (heading.rest !== null) {
      const rest = partOf(line, heading.rest, line.text.length)
      this.#item(
        { ...rest, text: rest.text.replace(/^[\s:,.–—\-|•)]+(?=\S)/u, (signs) => ' '.repeat(signs.length)) },
        next,
      )
    }
  }

  #warn(warning: AgendaWarning): void {
    if (!this.#outline.warnings.some(({ text }) => text === warning.text)) this.#outline.warnings.push(warning)
  }

  #item(line: Line & { card?: string | null }, next: Line | undefined): void {
    const folded = fold(line.text)
    if (isForeignLine(folded.replace(/^[^a-z0-9©]+/, '')) || this.#above.section === 'foreign') return
    if (this.#above.section === 'teaser' || isTeaser(folded.replace(/^[^a-z0-9]+/, ''))) {
      this.#teasers.push(line.text)
      return
    }
    const timed =
      line.card != null ||
      findTimes(folded).some(({ aside }) => aside !== 'registration') ||
      findMoments(folded).length > 0
    this.#tellTickets(line, timed)
    if (this.#above.section === 'intro' && !isDated(line, timed, this.#week, this.#names)) {
      if (line.kind === 'paragraph' && line.rank > 6)
        this.#intro.push(line.text.replaceAll(separator, '').replace(/\s+/g, ' ').trim())
      return
    }
    if (introduces(line, next, timed)) return this.#openParent(line)
    if (this.#continues(line, timed)) return this.#append(line)
    const hour = this.#above.hour !== null && !timed ? `${this.#above.hour} : ` : ''
    this.#headed = false
    this.#outline.drafts.push({
      text: hour + line.text,
      links: movedLinks(line.links, hour.length),
      place: line.place,
      struck: line.struck,
      title: line.card ?? null,
      block: line.block,
      around: this.#above.around(line, this.#parentOf(line)),
    })
  }

  /** "Tous les billets sont en vente sur le site du festival", right below the feast's heading. */
  #tellTickets(line: Line, timed: boolean): void {
    const feast = this.#above.feast
    if (!feast || timed || !this.#headed || feast.booking) return
    feast.booking = readFields({ ...line, title: null }, this.#week, this.#names).booking
  }

  #parentOf(line: Line): Parent | null {
    return this.#parent && line.depth >= this.#parent.depth ? this.#parent.parent : null
  }

  #openParent(line: Line): void {
    const fields = readFields({ ...line, title: null }, this.#week, this.#names)
    this.#parent = {
      depth: line.depth + 1,
      parent: {
        title: fields.title,
        communes: fields.communes,
        venue: fields.venue,
        booking: fields.booking,
        dates: fields.schedule.dates,
      },
    }
  }

  #continues(line: Line & { card?: string | null }, timed: boolean): boolean {
    const draft = this.#outline.drafts.at(-1)
    if (!draft || this.#headed || line.card != null || this.#above.hour !== null) return false
    return draft.around.section === this.#above.section && addsTo(draft, line, timed, this.#week, this.#names)
  }

  #append(line: Line): void {
    const draft = this.#outline.drafts.at(-1)
    if (!draft) return
    const from = draft.text.length + 1
    draft.links = [...draft.links, ...movedLinks(line.links, from)]
    draft.text = `${draft.text}\n${line.text}`
    draft.block = line.block
  }
}
