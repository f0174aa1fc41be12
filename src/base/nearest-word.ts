/**
 * The one of `words` that `written` was probably meant to be: at most a third of its letters wrong, missing, added or
 * swapped, whatever the case; null when none is near.
 */
export function nearestWord(written: string, words: readonly string[]): string | null {
  let nearest: string | null = null
  let least = Math.max(1, Math.floor(written.length / 3)) + 1
  for (const word of words) {
    const distance = editDistance(written.toLowerCase(), word.toLowerCase())
    if (distance < least) {
      nearest = word
      least = distance
    }
  }
  return nearest
}

/** Damerau-Levenshtein distance with adjacent swaps ("optimal string alignment"). */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)]
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const above = rows[i - 1]!
      const change = above[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      const swap = swapped ? rows[i - 2]![j - 2]! + 1 : Infinity
      row[j] = Math.min(above[j]! + 1, row[j - 1]! + 1, change, swap)
    }
    rows.push(row)
  }
  return rows[from.length]![to.length]!
}
