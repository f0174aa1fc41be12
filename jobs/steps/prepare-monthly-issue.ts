import type { MonthlyNewsSettings } from '../../src/domain/settings/publications.js'
import { collectNews } from './collect-news.js'
import { composeNews } from './compose-news.js'
import type { Newsroom } from './context.js'
import { monthlyIn } from './monthly-calendar.js'
import type { PreparedIssue } from './prepare-issue.js'

/** Collects the posts of a month, applies what staff chose and wrote, and makes the issue of it. */
export async function prepareMonthlyIssue(
  context: Newsroom,
  publication: string,
  settings: MonthlyNewsSettings,
  month: Temporal.PlainYearMonth,
): Promise<PreparedIssue> {
  const plan = monthlyIn(month, publication, settings, context.office)
  const stored = await context.stored.news(publication, plan.period)
  const { reading, raw } = await collectNews(context, settings, plan, stored)
  const corrections = await context.stored.corrections(publication, plan.period)
  const issue = await composeNews(context, {
    publication,
    settings,
    plan,
    reading,
    corrections,
    failed: [],
    deadLinks: (content) => context.deadLinks(content),
  })
  return { issue, raw }
}
