import { createHash } from 'node:crypto'

/**
 * What somebody looked at, in a few letters: a form carries it back, and is refused when the row has changed since. Only
 * the columns of `among` count.
 */
export function versionOf<K extends string>(row: Readonly<Record<K, unknown>>, among: readonly K[]): string {
  const seen = JSON.stringify(among.map((column) => row[column] ?? null))
  return createHash('sha256').update(seen).digest('base64url').slice(0, 16)
}
