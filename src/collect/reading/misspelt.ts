const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
const months = ['janvier', 'fevrier', 'avril', 'juillet', 'septembre', 'octobre', 'novembre', 'decembre']
/** One letter away from a day, and words of their own. */
const otherWords = new Set(['mari', 'mardis', 'jeudis'])

/** The weekday (1 is Monday) that a folded word means with one letter too many, missing, wrong or swapped; else null. */
export const misspeltWeekday = (word: string) => misspelt(word, weekdays)

/** The folded name of the month that a word misspells by one letter; null when it is none. */
export function misspeltMonth(word: string): string | null {
  const index = misspelt(word, months)
  return index === null ? null : (months[index - 1] ?? null)
}

function misspelt(word: string, names: string[]): number | null {
  if (otherWords.has(word)) return null
  const index = names.findIndex((name) => name.length >= 5 && isOneLetterAway(word, name))
  return index < 0 ? null : index + 1
}

/** A missing, added, wrong or swapped letter (Damerau's distance of one). */
function isOneLetterAway(word: string, name: string): boolean {
  if (word === name || Math.abs(word.length - name.length) > 1) return false
  let at = 0
  while (at < word.length && word[at] === name[at]) at++
  const [left, right] = [word.slice(at), name.slice(at)]
  if (word.length > name.length) return left.slice(1) === right
  if (word.length < name.length) return left === right.slice(1)
  const isSwapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2)
  return isSwapped || left.slice(1) === right.slice(1)
}
