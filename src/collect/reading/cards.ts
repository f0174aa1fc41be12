import type { Week } from '../../domain/week.js'
import { isForeignLine } from './boilerplate.js'
import type { CommuneNames } from './commune-names.js'
import { isMarketsHeading, opensWithEvent } from './event-words.js'
import { readFields } from './fields.js'
import { headingOf } from './headings.js'
import { movedLinks, plainRank, type Line } from './line.js'
import { segmentsOf } from './segments.js'
import { fold } from './text.js'

const category =
  /^(?:les |nos |pour (?:les |toute )|cote |place |du cote |en |a ne pas|marches|concerts|spectacles|animations|visites|balades|ateliers|sorties|stages|festivals|fetes|sports?\b|culture|musique\b|nature\b|patrimoine\b|enfants|famille|jeune public|theatre$|cinema$|cette semaine|temps forts?|(?:l')?agenda|programme|coups? de|et (?:aussi|pendant|toute?s?|durant|ailleurs|puis)(?![a-z])|mais aussi|ailleurs(?![a-z])|pendant |durant |toute? (?:la semaine|l'ete|le mois|au long)|vos |votre |notre |le programme|rendez-vous(?! (?:au|aux|dans|sur|sous|chez) )|idees|evenements|manifestations|votre semaine)/

/** "Exposition « Argiles »", "Visite du musée": one thing, not a section of such things. */
const namesOne =
  /"|^[^a-z]*(?:l'|une? |la |le )?(?:expo(?:sition)?|visite|atelier|balade|concert|vernissage|conference|nuit|nocturne|jeu|spectacle)(?! (?:du moment|de la semaine|en cours|permanente|temporaire|a voir|a venir|a decouvrir)| ?:?\s*$)(?![a-z])/

/** True for the heading of a section of events, as "Concerts" or "L'agenda" are. */
export const isCategory = (folded: string) =>
  isMarketsHeading(folded) || category.test(folded.replace(/^[^a-z0-9"]+/, '')) || /:\s*$/.test(folded)

/** `card` is the title of the card that the line was made of; null where it was none. */
export type Carded = Line & { card: string | null }

const mostLines = 12
const longestCard = 2000

/** Joins a heading that is an event's title with the lines below it that only tell when, where and how much. */
export function cardsOf(lines: Carded[], week: Week, names: CommuneNames): Carded[] {
  const result: Carded[] = []
  const opens = lines.map((line) => headingOf(line, week, names))
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Carded
    const kind = opens[index]?.kind
    const isTitle =
      line.card === null &&
      line.rank < plainRank &&
      (kind === 'other' || (kind === 'ongoing' && namesOne.test(fold(line.text))))
    const group = isTitle ? groupAfter(lines, index, (at) => isBreak(lines[at] as Carded, opens[at]?.kind, line)) : []
    if (group.length === 0 || !isCard(line, group, week, names)) {
      result.push(line)
      continue
    }
    result.push(merged(line, group))
    index += group.length
  }
  return result
}

const ofCard = new Set<string | undefined>(['commune', 'hour', 'moment', 'day', undefined])

/** Day and place lines below a title belong to the card; another title or section ends it. */
function isBreak(line: Carded, kind: string | undefined, title: Line): boolean {
  if (line.card !== null || line.kind === 'row' || isForeignLine(fold(line.text).replace(/^[^a-z0-9©]+/, '')))
    return true
  if (line.rank < 7 || (line.rank === title.rank && kind !== undefined)) return true
  if (line.rank < plainRank && line.block !== title.block) return !ofCard.has(kind)
  return kind === 'ongoing' || kind === 'foreign' || kind === 'teaser' || kind === 'rule'
}

function groupAfter(lines: Line[], index: number, ends: (at: number) => boolean): Line[] {
  const group: Line[] = []
  for (let at = index + 1; at < lines.length && group.length <= mostLines && !ends(at); at++)
    group.push(lines[at] as Line)
  return group.length <= mostLines ? group : []
}

function isCard(title: Line, group: Line[], week: Week, names: CommuneNames): boolean {
  const folded = fold(title.text).replace(/^[^a-z0-9"]+/, '')
  const text = group.map((line) => line.text).join('\n')
  if (text.length > longestCard || segmentsOf(text, names).length > 1) return false
  const fields = readFields({ text, links: [], place: null, title: null }, week, names)
  const dated = fields.slots.length > 0 || fields.moment !== null || fields.allDay || fields.schedule.dates !== null
  const opening = group[0] as Line
  const isJoined = opening.block === title.block
  const isPlaced = opensWithPlace(opening.text, title.text, week, names)
  const isOwn = isJoined && (fields.title === null || isPlaced) && !isMarketsHeading(folded)
  const isSection = isCategory(folded) && !isOwn
  if (!dated || isSection) return false
  const first = readFields({ text: opening.text, links: [], place: null, title: title.text }, week, names)
  return (
    first.description === null ||
    (first.slots.length === 0 && first.moment === null) ||
    (opensWithEvent(folded) && ((group.length > 1 && fields.title === null) || isJoined)) ||
    ((opensWithEvent(folded) || isJoined) && isPlaced)
  )
}

/** "22h – Barran, boulodrome. Film tout public …": its first sentence tells only when and where. */
function opensWithPlace(text: string, title: string, week: Week, names: CommuneNames): boolean {
  const sentence = /^.*?[.!?](?=\s)/.exec(text)?.[0]
  if (sentence === undefined) return false
  const { slots, moment, communes, description } = readFields(
    { text: sentence, links: [], place: null, title },
    week,
    names,
  )
  return (slots.length > 0 || moment !== null) && communes.length > 0 && description === null
}

/** One line of the parts of a card, below each other, with its title. */
export function merged(title: Line, group: Line[]): Carded {
  const line: Carded = { ...title, rank: plainRank, kind: 'paragraph', card: title.text, text: '', links: [] }
  for (const part of group) {
    const from = line.text === '' ? 0 : line.text.length + 1
    line.text = line.text === '' ? part.text : `${line.text}\n${part.text}`
    line.links.push(...movedLinks(part.links, from))
    line.block = part.block
  }
  return line
}
