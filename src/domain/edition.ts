/** What an edition is. */
export const editionKinds = ['guide', 'map', 'brochure', 'event-programme'] as const
export type EditionKind = (typeof editionKinds)[number]

/** What staff say of an edition. */
export interface EditionDetails {
  title: string
  kind: EditionKind
  year: number
  /** ISO 639-1. */
  languages: string[]
  /** Where its PDF is, if it is not kept here. */
  pdfUrl: string | null
  /** Where it can be read online, if not in the view of this site. */
  onlineUrl: string | null
  /** null while nobody has counted. */
  copiesPerBox: number | null
  /** Of one copy; null while nobody has weighed it. */
  grams: number | null
  /** Id of the earlier edition that it takes the place of. */
  replaces: string | null
}

/** A printed guide, map or brochure. */
export interface Edition extends EditionDetails {
  id: string
  createdAt: string
}

/** How an edition is told from the others: its title, and its year where the title does not say it. */
export const editionName = ({ title, year }: Pick<EditionDetails, 'title' | 'year'>): string =>
  title.includes(String(year)) ? title : `${title} (${year})`

/** Where copies lie, how many there are, and how many of these are promised to orders. */
export interface StockPlace {
  place: string
  copies: number
  reserved: number
}

/** The most copies that a place can hold: beyond, somebody has mistyped. */
export const mostCopies = 1_000_000

/** Copies that are promised to nobody. */
export const freeCopies = (stock: readonly StockPlace[]): number =>
  stock.reduce((sum, { copies, reserved }) => sum + copies - reserved, 0)

/**
 * Names of an edition's files as the store has them. The drawn ones are made from the first page of the PDF, and stand
 * in for a cover that nobody gave.
 */
export const editionFiles = {
  pdf: 'edition.pdf',
  cover: 'cover.jpg',
  share: 'share.jpg',
  drawnCover: 'drawn-cover.jpg',
  drawnShare: 'drawn-share.jpg',
} as const

/** An edition's cover: as given, else as drawn; and the same for the picture to share. */
export const coverNames = {
  cover: [editionFiles.cover, editionFiles.drawnCover],
  share: [editionFiles.share, editionFiles.drawnShare],
} as const

/** How far the pictures of a PDF's pages are. */
export type DrawingState = 'drawing' | 'done' | 'failed'

/** Why a PDF cannot be shown page by page; it can still be opened as it is. */
export type DrawingFault = 'unreadable' | 'too-many-pages'

export interface Drawing {
  state: DrawingState
  /** null until the PDF was opened. */
  pages: number | null
  /** How many are there. */
  drawn: number
  fault: DrawingFault | null
}

/** A page of an edition as it leafs through. */
export interface EditionPage {
  /** From 1. */
  number: number
  /** In pixels of its picture. */
  width: number
  height: number
  /** False when it could not be drawn: the PDF has it. */
  isDrawn: boolean
  /** What is written on it, for those who do not see it. */
  words: string
}

/** Boxes begun and weight of so many copies; null where nobody has counted or weighed. */
export function loadOf(
  { copiesPerBox, grams }: Pick<EditionDetails, 'copiesPerBox' | 'grams'>,
  copies: number,
): { boxes: number | null; grams: number | null } {
  return {
    boxes: copiesPerBox === null ? null : Math.ceil(copies / copiesPerBox),
    grams: grams === null ? null : grams * copies,
  }
}

/** Ids of the editions that took the place of one, directly or one after the other. */
export function laterEditions(editions: readonly Pick<Edition, 'id' | 'replaces'>[], id: string): string[] {
  const later = new Set<string>()
  const look = (earlier: string) => {
    for (const one of editions)
      if (one.replaces === earlier && one.id !== id && !later.has(one.id)) {
        later.add(one.id)
        look(one.id)
      }
  }
  look(id)
  return [...later]
}
