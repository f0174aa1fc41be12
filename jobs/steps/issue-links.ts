import type { IssueLinks } from './context.js'

/** The public addresses of an issue, as printed in it. */
export function issueLinks(publicUrl: string, publication: string, period: string): IssueLinks {
  const base = `${publicUrl}/numeros/${publication}/${period}`
  return {
    archive: `${base}/`,
    poster: `${base}/affiche.pdf`,
    booklet: `${base}/livret.pdf`,
    calendar: `${base}/agenda.ics`,
  }
}
