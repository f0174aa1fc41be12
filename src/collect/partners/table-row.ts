/** A line of a spreadsheet with its trimmed cells, or what made a line unreadable. */
export interface TableRow {
  line: number
  cells: string[]
  /** A French sentence; the cells are empty then. */
  unreadable?: string
}

/** Some lines of a table, and how much of the file has been read, from 0 to 1. */
export interface TablePart {
  rows: TableRow[]
  share: number
}
