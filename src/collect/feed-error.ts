/** Why an answer could not be read as articles. The sentences for people are in templates/texts, `collect.<code>`. */
export const feedErrorCodes = ['not-a-feed', 'truncated', 'malformed', 'empty', 'excerpts', 'refused'] as const
export type FeedErrorCode = (typeof feedErrorCodes)[number]

/** An answer that came, but holds no articles that can be read. */
export class FeedError extends Error {
  constructor(
    readonly code: FeedErrorCode,
    readonly feed: string,
    /** The parser's or the server's own words, for the log. */
    readonly detail: string | null = null,
    options?: ErrorOptions,
  ) {
    super([`${feed}: ${code}`, detail].filter(Boolean).join(' '), options)
    this.name = 'FeedError'
  }
}
