/** Cuts what no paper can hold, and remembers what it cut so that staff are told. */
export interface Clamp {
  /** `text`, or its beginning and an ellipsis when it is longer than `limit` characters. */
  cut(text: string, limit: number): string
  /** The beginnings of what was cut, in order. */
  readonly clamped: string[]
}

/** For screens: nothing is cut. */
export const unclamped: Clamp = { cut: (text) => text, clamped: [] }

export function paperClamp(): Clamp {
  const clamped: string[] = []
  return {
    clamped,
    cut(text, limit) {
      const characters = [...text]
      if (characters.length <= limit) return text
      const kept = characters.slice(0, limit - 1).join('')
      // Back to the last whole word, unless that would lose much of the text.
      const atWord = kept.replace(/\s+\S*$/, '')
      clamped.push(characters.slice(0, 60).join(''))
      return `${(atWord.length > limit * 0.8 ? atWord : kept).trimEnd()}…`
    },
  }
}
