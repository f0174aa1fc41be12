/**
 * The assignment of rows to columns with the greatest sum (Kuhn–Munkres on padded costs); pairs of weight 0 stay apart.
 * Returns, for each row, its column or null.
 */
export function bestMatching(weights: number[][]): Array<number | null> {
  const rows = weights.length
  const columns = weights[0]?.length ?? 0
  const size = Math.max(rows, columns)
  const cost = (row: number, column: number) => -(weights[row]?.[column] ?? 0)
  const rowPotential = Array.from({ length: size + 1 }, () => 0)
  const columnPotential = Array.from({ length: size + 1 }, () => 0)
  const rowOf = Array.from({ length: size + 1 }, () => 0)
  for (let row = 1; row <= size; row++) {
    const previous = Array.from({ length: size + 1 }, () => 0)
    const least = Array.from({ length: size + 1 }, () => Infinity)
    const used = Array.from({ length: size + 1 }, () => false)
    rowOf[0] = row
    let column = 0
    do {
      used[column] = true
      const current = rowOf[column] as number
      let delta = Infinity
      let next = 0
      for (let other = 1; other <= size; other++) {
        if (used[other]) continue
        const reduced =
          cost(current - 1, other - 1) - (rowPotential[current] as number) - (columnPotential[other] as number)
        if (reduced < (least[other] as number)) {
          least[other] = reduced
          previous[other] = column
        }
        if ((least[other] as number) < delta) {
          delta = least[other] as number
          next = other
        }
      }
      for (let other = 0; other <= size; other++) {
        if (used[other]) {
          rowPotential[rowOf[other] as number] = (rowPotential[rowOf[other] as number] as number) + delta
          columnPotential[other] = (columnPotential[other] as number) - delta
        } else least[other] = (least[other] as number) - delta
      }
      column = next
    } while (rowOf[column] !== 0)
    do {
      const next = previous[column] as number
      rowOf[column] = rowOf[next] as number
      column = next
    } while (column !== 0)
  }
  const result: Array<number | null> = Array.from({ length: rows }, () => null)
  for (let column = 1; column <= columns; column++) {
    const row = (rowOf[column] as number) - 1
    if (row >= 0 && row < rows && (weights[row]?.[column - 1] ?? 0) > 0) result[row] = column - 1
  }
  return result
}
