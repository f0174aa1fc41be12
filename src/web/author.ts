import { thePerson, theProgram } from '../domain/index.js'

/** Whether the program did it by itself; it signed its decisions about issues otherwise before. */
export const isProgram = (who: string | null): boolean => who === theProgram || who === 'semainier'

/** Who did something, in words: staff by their name as it is, else the person concerned, or the program. */
export function authorWords(t: (key: string) => string, who: string | null): string {
  if (who === thePerson) return t('journal.person')
  return isProgram(who) ? t('journal.program') : (who ?? '')
}
