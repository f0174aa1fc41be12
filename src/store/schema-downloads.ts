/** How often a public file of an issue was fetched on a day of the office's; nothing of whom. */
export interface DownloadsTable {
  issue_id: string
  file: string
  day: string
  count: number
}
