/** An apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection). */
const defused = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** A line of a list as French spreadsheets read it: semicolons, CRLF (RFC 4180), no cell that a spreadsheet would run. */
export const csvLine = (cells: readonly string[]) =>
  `${cells
    .map(defused)
    .map((cell) => (/[";\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(';')}\r\n`

/** The first line of a list, with the mark that tells spreadsheets that it is UTF-8. */
export const csvHead = (columns: readonly string[]) => `\ufeff${csvLine(columns)}`
