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

/** Names of an edition's files as the store has them. */
export const editionFiles = { pdf: 'edition.pdf', cover: 'cover.jpg', share: 'share.jpg' } as const

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
