import { generateRssFeed } from 'feedsmith'
import type { JobContext } from '../../jobs/steps/context.js'
import { weekNamed } from '../domain/index.js'

const longest = 30

/** The latest issues as a feed (RSS 2.0), for blogs, readers and other programs. */
export async function archiveFeed({ office, store, texts, publicUrl }: JobContext): Promise<string> {
  const issues = await store.issues.sent({ limit: longest })
  return generateRssFeed({
    title: texts.t('publicSite.feedTitle', { office: office.name }),
    link: `${publicUrl}/numeros`,
    description: texts.t('publicSite.intro', { office: office.name }),
    language: office.language,
    items: issues.map(({ publication, period, subject, sentAt }) => {
      const link = `${publicUrl}/numeros/${publication}/${period}/`
      return {
        title: subject,
        link,
        guid: { value: link, isPermaLink: true },
        pubDate: new Date(sentAt.epochMilliseconds),
        // Only the issue of a week is printed.
        ...(weekNamed(period) && {
          enclosures: [{ url: `${link}affiche.pdf`, type: 'application/pdf', length: 0 }],
        }),
      }
    }),
  })
}
