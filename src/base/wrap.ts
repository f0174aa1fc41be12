/**
 * `text` with its long lines broken at spaces so that they hold at most `width` characters where possible; what
 * follows keeps the indentation of its line ("* " counts as one). Words and addresses are never cut.
 */
export function wrapLines(text: string, width = 76): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n')
}

function wrapLine(line: string, width: number): string[] {
  if (line.length <= width) return [line]
  const [, lead = '', rest = ''] = /^(\s*(?:\* )?)(.*)$/s.exec(line) ?? []
  const indent = ' '.repeat(lead.length)
  const lines: string[] = []
  let current = lead
  let empty = true
  // No-break spaces hold: only plain ones part words.
  for (const word of rest.split(/ +/)) {
    if (!empty && current.length + 1 + word.length > width) {
      lines.push(current)
      current = indent + word
    } else {
      current += empty ? word : ` ${word}`
    }
    empty = false
  }
  return [...lines, current]
}
