import type {
  AnnouncementState,
  DrawingFault,
  DrawingState,
  EditionKind,
  OrderState,
  OrderWay,
  StopState,
  WayBy,
} from '../../domain/index.js'

export interface EditionsTable {
  id: string
  title: string
  /** The title as compared. */
  title_key: string
  kind: EditionKind
  year: number
  /** A list as JSON. */
  languages: string
  pdf_url: string | null
  online_url: string | null
  copies_per_box: number | null
  grams: number | null
  replaces: string | null
  created_at: string
}

export interface EditionStockTable {
  edition_id: string
  place: string
  copies: number
  /** Promised to orders; never more than `copies`. */
  reserved: number
}

/** A file by the SHA-256 of its content, cut into pieces so that nobody has to hold it whole. */
export interface KeptFilesTable {
  hash: string
  content_type: string
  bytes: number
}

export interface KeptPiecesTable {
  hash: string
  number: number
  body: Uint8Array
}

export interface EditionFilesTable {
  edition_id: string
  name: string
  hash: string
}

/** How far the drawing of a PDF's pages is; `pdf` is its hash (migration 0017). */
export interface PdfDrawingsTable {
  pdf: string
  state: DrawingState
  /** null until the PDF was opened. */
  pages: number | null
  fault: DrawingFault | null
}

export interface PdfPagesTable {
  pdf: string
  /** From 1. */
  number: number
  /** The picture; null for a page that could not be drawn. */
  hash: string | null
  width: number
  height: number
  /** What is written on it. */
  words: string
}

export interface AnnouncementsTable {
  id: string
  edition_id: string
  /** AnnouncementContent as JSON. */
  content: string
  /** Names of segments, as JSON. */
  segments: string
  reminder_days: number | null
  state: AnnouncementState
  revision: number
  decided_by: string | null
  created_at: string
  sent_at: string | null
}

export interface OrdersTable {
  id: string
  /** Opaque: the confirmation's link. */
  token: string
  contact_id: string | null
  organisation_id: string | null
  email: string
  email_key: string
  name: string | null
  organisation: string | null
  commune: string | null
  address: string | null
  language: string
  way: OrderWay
  remark: string | null
  state: OrderState
  reason: string | null
  created_at: string
  changed_at: string
}

/** Each sending of a form that became this order. */
export interface OrderKeysTable {
  key: string
  order_id: string
}

export interface OrderLinesTable {
  order_id: string
  edition_id: string
  copies: number
}

/** From which place a placed order's copies come; gone once it has ended. */
export interface OrderReservationsTable {
  order_id: string
  edition_id: string
  place: string
  copies: number
}

/** From which place a completed order's copies left (migration 0021). */
export type HandedCopiesTable = OrderReservationsTable

export interface RoundsTable {
  id: string
  name: string
  /** ISO date. */
  day: string
  who: string
  created_at: string
  way_by: WayBy
  back_metres: number | null
  back_seconds: number | null
  cancelled_at: string | null
}

export interface RoundStopsTable {
  round_id: string
  order_id: string
  /** From 1, in the order of the way. */
  number: number
  state: StopState
  noted_at: string | null
  noted_by: string | null
  metres: number | null
  seconds: number | null
}

/** The tables of editions, orders and rounds (migrations 0014 to 0021). */
export interface EditionTables {
  editions: EditionsTable
  edition_stock: EditionStockTable
  kept_files: KeptFilesTable
  kept_pieces: KeptPiecesTable
  edition_files: EditionFilesTable
  pdf_drawings: PdfDrawingsTable
  pdf_pages: PdfPagesTable
  announcements: AnnouncementsTable
  orders: OrdersTable
  order_keys: OrderKeysTable
  order_lines: OrderLinesTable
  order_reservations: OrderReservationsTable
  handed_copies: HandedCopiesTable
  rounds: RoundsTable
  round_stops: RoundStopsTable
}
