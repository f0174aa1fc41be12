/**
 * `work`, which answers at once where it has been asked the same lately: a column of a list holds few different words.
 * At most `most` answers are kept.
 */
export function remembered<T>(work: (text: string) => T, most = 1000): (text: string) => T {
  const answers = new Map<string, T>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = work(text)
    if (answers.size >= most) answers.clear()
    answers.set(text, answer)
    return answer
  }
}
