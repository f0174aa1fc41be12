/** What an error says, for a log or a job's row; a host with two addresses fails with one error for each. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
