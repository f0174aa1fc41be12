/**
 * The credit inside an image's caption ("Les quais au printemps – © Photothèque de l'office"), from its sign to the end
 * of the sentence; null when the caption credits nobody. The whole credit is kept, sign included, as it is printed.
 */
export function creditIn(caption: string): string | null {
  const sign = /©|\(c\)\s|copyright\b|crédits?(\s+(photo|image|illustration)(graphi(qu)?es?|s)?)?\s*:|photos?\s*:/i
  const start = sign.exec(caption)?.index
  if (start === undefined) return null
  return caption
    .slice(start)
    .replace(/[\s.)\]]+$/, '')
    .trim()
}
