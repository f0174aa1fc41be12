/** A link, with the place of its words in the line. Only http(s), tel and mailto links are kept. */
export interface Link {
  href: string
  start: number
  end: number
}

/** One line of the article as it is seen: a heading, a paragraph or a part of it up to a `<br>`, a list item, a row. */
export interface Line {
  text: string
  links: Link[]
  /** 1-6 for h1-h6, 7 for a line that is all bold, 8 for the term of a definition, 9 for the rest. */
  rank: number
  kind: 'heading' | 'paragraph' | 'item' | 'row'
  /** Lines of the same paragraph, list item or cell share a number. */
  block: number
  /** How many lists it stands in; 0 outside. */
  depth: number
  /** The whole line is struck through. */
  struck: boolean
  /** The words of a place column, which name a commune, a venue or both. */
  place: string | null
}

/** Links moved along with the text that holds them. */
export const movedLinks = (links: Link[], by: number): Link[] =>
  links.map(({ href, start, end }) => ({ href, start: start + by, end: end + by }))

export const plainRank = 9
