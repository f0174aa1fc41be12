import { type MonthlyContent, noCorrections } from '../../src/domain/index.js'
import type { Store } from '../../src/store/store.js'
import type { StoredIssues } from './context.js'

/** What the database holds of issues, as the making of one asks for it. */
export function storedIssues(issues: Store['issues']): StoredIssues {
  return {
    content: async (publication, period) => (await issues.byPeriod(publication, period))?.content ?? null,
    corrections: (publication, period) => issues.correctionsOf(publication, period),
    file: ({ publication, period }, wanted) => issues.fileOfPeriod(publication, period, wanted),
    upload: ({ publication, period }, name) => issues.upload(publication, period, name),
    async news(publication, period) {
      const [own, last] = await Promise.all([
        issues.byPeriod(publication, period),
        issues.lastSentBefore(publication, period),
      ])
      return {
        reading: own?.news ?? null,
        last: last && {
          period: last.period,
          offered: last.news?.posts ?? [],
          dates: (last.content as MonthlyContent | null)?.dates ?? [],
        },
      }
    },
  }
}

/** The same where there is no database. */
export const nothingStored: StoredIssues = {
  content: async () => null,
  corrections: async () => noCorrections,
  file: async () => null,
  upload: async () => null,
  news: async () => ({ reading: null, last: null }),
}
