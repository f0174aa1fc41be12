/** What was done with an issue, as the text "issueDesk.did" names it. */
export const deedOf = ({ what, note }: { what: string; note: string | null }): string =>
  what === 'held' && note === 'skipped' ? 'skipped' : what
