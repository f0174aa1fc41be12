/** A line of a spreadsheet with its trimmed cells, or what made a line unreadable. */
export interface TableRow {
  line: number
  cells: string[]
  /** A French sentence; the cells are empty then. */
  unreadable?: string
}
