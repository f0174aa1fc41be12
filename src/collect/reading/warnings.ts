import type { AgendaWarning } from '../../domain/agenda.js'
import type { Week } from '../../domain/week.js'

const inFrench = (date: string, options: Intl.DateTimeFormatOptions) =>
  Temporal.PlainDate.from(date).toLocaleString('fr-FR', options).replace(/^1 /, '1er ')

const longDay = (date: string) => inFrench(date, { day: 'numeric', month: 'long', year: 'numeric' })

/** The named weekday is not that of the date. */
export function mismatchWarning(words: string, date: string): AgendaWarning {
  const weekday = inFrench(date, { weekday: 'long' })
  return {
    code: 'weekday-mismatch',
    text: `« ${words} » : le ${longDay(date)} est un ${weekday}. Le numéro du jour a été retenu.`,
  }
}

/** A day heading that does not belong to the week of the article. */
export function outsideWarning(words: string, week: Week): AgendaWarning {
  return {
    code: 'outside-week',
    text: `« ${words} » n’est pas dans la semaine du ${longDay(week.from)} au ${longDay(week.to)} : ce qui suit est à vérifier.`,
  }
}

/** Nothing in the article says which week it is about. */
export function unknownWeekWarning(title: string): AgendaWarning {
  return { code: 'week-unknown', text: `L’article « ${title} » ne dit pas de quelle semaine il s’agit.` }
}

/** Only the beginning was read. */
export function tooLongWarning(lines: number): AgendaWarning {
  return { code: 'too-long', text: `L’article dépasse ${lines} lignes : la suite n’a pas été lue.` }
}
