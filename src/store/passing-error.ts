/** SQLITE_BUSY, SQLITE_IOERR, SQLITE_FULL (https://sqlite.org/rescode.html); the low byte of an extended code. */
const passing = new Set([5, 10, 13])

/** Whether the database refused for a reason that somebody may mend: a full disk, a lock. What was asked is sound. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    passing.has(error.errcode & 0xff)
  )
}
