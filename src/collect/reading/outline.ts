import type { AgendaWarning, ToComplete } from '../../domain/agenda.js'
import type { Week } from '../../domain/week.js'
import { isForeignLine, isTeaser } from './boilerplate.js'
import { titlesFirst } from './card-order.js'
import { cardsOf } from './cards.js'
import type { CommuneNames } from './commune-names.js'
import { addsTo, introduces, isDated } from './line-roles.js'
import type { Draft, Parent, Surroundings } from './draft.js'
import { readFields } from './fields.js'
import { headingOf, type Heading } from './headings.js'
import { partOf } from './inline-days.js'
import { movedLinks, type Line } from './line.js'
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

interface Opened {
  rank: number
  depth: number
  order: number
}

/** `paragraph` is that of an item that named the day as it began; null below a heading. */
interface OpenedDay extends Opened {
  paragraph: number | null
}

/** Follows the headings from top to bottom, and gives each item what stands above it. */
export function outlineOf(lines: Line[], week: Week, names: CommuneNames): Outline {
  const parts = lines.flatMap((line) => splitAtVillageDays(line, names))
  return new OutlineReader(week, names).read(cardsOf(titlesFirst(parts, week, names), week, names))
}

class OutlineReader {
  readonly #week: Week
  readonly #names: CommuneNames
  readonly #outline: Outline = { intro: null, drafts: [], nextWeek: null, toComplete: [], warnings: [] }
  readonly #intro: string[] = []
  readonly #teasers: string[] = []
  #section: Surroundings['section'] | 'foreign' | 'teaser' = 'intro'
  #sectionRank = 0
  #dates: string[] = []
  #rule: Surroundings['rule'] = null
  #day: OpenedDay | null = null
  #commune: (Opened & { name: string }) | null = null
  /** The paragraph whose opening named the village; null below a heading. */
  #lead: number | null = null
  #moment: Surroundings['moment'] = null
  /** The days of a part of a paragraph, among those of the heading above it. */
  #share: { block: number; dates: string[] } | null = null
  #hour: string | null = null
  #parent: { depth: number; parent: Parent } | null = null
  #kind: string | null = null
  /** A heading came since the last item: what follows does not go on with it. */
  #headed = false
  #order = 0

  constructor(week: Week, names: CommuneNames) {
    this.#week = week
    this.#names = names
  }

  read(lines: Array<Line & { card: string | null }>): Outline {
    for (const [index, line] of lines.entries()) {
      this.#order = index
      if (this.#parent && (line.depth < this.#parent.depth || line.rank < 7)) this.#parent = null
      const lead = line.card === null ? villageLead(line, this.#names) : null
      if (lead && this.#section !== 'foreign' && this.#section !== 'teaser') {
        this.#openCommune(lead.name, 7)
        this.#lead = line.block
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
    else if (heading) this.#open(heading, line)
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

  #open(heading: Heading, line: Line): void {
    this.#headed = true
    this.#kind =
      line.rank < 9 && /^[^a-z]*(?:les |nos )?marches(?![a-z])/.test(fold(line.text))
        ? 'Marché'
        : this.#kindWithin(heading)
    if (heading.kind === 'day') return this.#openDay(heading, line)
    if (heading.kind === 'hour') {
      this.#hour = line.text
      return
    }
    if (heading.kind === 'moment') {
      this.#moment = heading.moment
      this.#hour = null
      return
    }
    if (heading.kind === 'commune') return this.#openCommune(heading.name, line.rank)
    this.#hour = null
    this.#moment = null
    if (heading.kind === 'other') return this.#openOther(line)
    this.#section = heading.kind
    this.#sectionRank = line.rank
    this.#day = null
    this.#dates = []
    this.#rule = heading.kind === 'rule' ? heading.schedule : null
    if (this.#commune && this.#commune.rank >= line.rank) this.#commune = null
    if (heading.kind === 'teaser') this.#teasers.push(`${line.text.replace(/[\s:]+$/, '')} :`)
  }

  /** A day or a village below "Les marchés" leaves it standing. */
  #kindWithin(heading: Heading): string | null {
    return heading.kind === 'day' || heading.kind === 'commune' || heading.kind === 'moment' ? this.#kind : null
  }

  #openDay(heading: Extract<Heading, { kind: 'day' }>, line: Line): void {
    if (this.#section === 'foreign' && line.rank > this.#sectionRank) return
    if (this.#section === 'foreign' && line.rank === this.#sectionRank + 2 && heading.rest !== null) return
    if (this.#section === 'teaser' && heading.dates.length === 0) {
      this.#teasers.push(line.text)
      return
    }
    const within =
      heading.rest !== null &&
      this.#day !== null &&
      this.#dates.length > 1 &&
      heading.dates.every((date) => this.#dates.includes(date))
    const stands = this.#day !== null && (this.#day.rank < line.rank || this.#day.depth < line.depth)
    if (within && stands) return this.#openShare(heading, line)
    if (this.#commune && this.#day && this.#commune.rank === line.rank && this.#commune.order > this.#day.order)
      this.#commune = null
    if (this.#commune && this.#commune.rank > line.rank) this.#commune = null
    if (heading.mismatch) this.#warn(mismatchWarning(heading.words, heading.mismatch))
    if (heading.dates.length === 0) this.#warn(outsideWarning(heading.words, this.#week))
    this.#section = 'day'
    this.#dates = heading.dates
    this.#day = {
      rank: line.rank,
      depth: line.depth,
      order: this.#order,
      paragraph: heading.rest !== null && line.kind === 'paragraph' ? line.block : null,
    }
    this.#share = null
    this.#rule = null
    this.#hour = null
    this.#moment = heading.moment
    if (heading.rest !== null) {
      const rest = partOf(line, heading.rest, line.text.length)
      this.#item(
        { ...rest, text: rest.text.replace(/^[\s:,.–—\-|•)]+(?=\S)/u, (signs) => ' '.repeat(signs.length)) },
        undefined,
      )
    }
  }

  /** "Samedi – 10h : …" below "Samedi 16 et dimanche 17": the next lines of its paragraph go with it. */
  #openShare(heading: Extract<Heading, { kind: 'day' }>, line: Line): void {
    const leads = line.kind === 'paragraph' && /^\s*[:–—|-]/u.test(line.text.slice(heading.rest ?? 0))
    this.#share = leads ? { block: line.block, dates: heading.dates } : null
    this.#item(line, undefined)
  }

  #warn(warning: AgendaWarning): void {
    if (!this.#outline.warnings.some(({ text }) => text === warning.text)) this.#outline.warnings.push(warning)
  }

  #openCommune(name: string, rank: number): void {
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
    this.#commune = { name, rank, depth: 0, order: this.#order }
    this.#lead = null
    this.#hour = null
  }

  /** A heading that says nothing of when nor where: it closes what stands at its level or below. */
  #openOther(line: Line): void {
    if (this.#commune && this.#commune.rank >= line.rank) this.#commune = null
    if (this.#section === 'intro') return
    const isInner = this.#section === 'day' ? (this.#day?.rank ?? 0) < line.rank : this.#sectionRank < line.rank
    if (isInner) return
    this.#section = 'other'
    this.#sectionRank = line.rank
    this.#day = null
    this.#dates = []
    this.#rule = null
  }

  #item(line: Line & { card?: string | null }, next: Line | undefined): void {
    const folded = fold(line.text)
    if (isForeignLine(folded.replace(/^[^a-z0-9©]+/, '')) || this.#section === 'foreign') return
    if (this.#section === 'teaser' || isTeaser(folded.replace(/^[^a-z0-9]+/, ''))) {
      this.#teasers.push(line.text)
      return
    }
    const timed =
      line.card != null ||
      findTimes(folded).some(({ aside }) => aside !== 'registration') ||
      findMoments(folded).length > 0
    if (this.#section === 'intro' && !isDated(line, timed, this.#week, this.#names)) {
      if (line.kind === 'paragraph' && line.rank > 6)
        this.#intro.push(line.text.replaceAll(separator, '').replace(/\s+/g, ' ').trim())
      return
    }
    if (introduces(line, next, timed)) return this.#openParent(line)
    if (this.#continues(line, timed)) return this.#append(line)
    const hour = this.#hour !== null && !timed ? `${this.#hour} : ` : ''
    this.#headed = false
    this.#outline.drafts.push({
      text: hour + line.text,
      links: movedLinks(line.links, hour.length),
      place: line.place,
      struck: line.struck,
      title: line.card ?? null,
      block: line.block,
      around: this.#around(line),
    })
  }

  #around(line: Line): Surroundings {
    return {
      section: this.#section as Surroundings['section'],
      dates: this.#share?.block === line.block ? this.#share.dates : this.#dates,
      apart: this.#day !== null && this.#day.paragraph !== null && this.#day.paragraph !== line.block,
      rule: this.#rule,
      commune: this.#communeOf(line),
      moment: this.#moment,
      kind: this.#kind,
      parent: this.#parent && line.depth >= this.#parent.depth ? this.#parent.parent : null,
    }
  }

  /** A village told before the days of one paragraph gives way, in the next ones, to any that they name. */
  #communeOf(line: Line): string | null {
    const named = this.#lead !== null && this.#lead !== line.block && this.#names.find(line.text, fold(line.text))
    return named && named.length > 0 ? null : (this.#commune?.name ?? null)
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
    if (!draft || this.#headed || line.card != null || this.#hour !== null) return false
    return draft.around.section === this.#section && addsTo(draft, line, timed, this.#week, this.#names)
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
