/**
 * How an attempt ended, as the server saw it:
 * "taken": it kept the message and said 250;
 * "put-off", "refused": it said 4xx or 5xx of this recipient or message;
 * "sent-away": it said no for the sender's or its own sake (MAIL, 421);
 * "lost": the conversation ended before the message began; "lost-in-data": after.
 */
export type AttemptEnd = 'taken' | 'put-off' | 'refused' | 'sent-away' | 'lost' | 'lost-in-data'

export interface Page {
  /** In the order in which they came. */
  ends: AttemptEnd[]
  /** Message-IDs of what was kept, one for each copy. */
  kept: string[]
}

/** The server's own record of what it took from whom, against which the ledger is held. */
export interface Book {
  of(recipient: string): Page
  /** How many attempts ended so. */
  count(end: AttemptEnd): number
  /** How often each fault was played. */
  played: Map<string, number>
  play(fault: string): void
}

export function openBook(): Book {
  const pages = new Map<string, Page>()
  const played = new Map<string, number>()
  return {
    of(recipient) {
      let page = pages.get(recipient)
      if (!page) {
        page = { ends: [], kept: [] }
        pages.set(recipient, page)
      }
      return page
    },
    count: (end) => [...pages.values()].reduce((sum, page) => sum + page.ends.filter((one) => one === end).length, 0),
    played,
    play: (fault) => void played.set(fault, (played.get(fault) ?? 0) + 1),
  }
}
