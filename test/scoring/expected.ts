import { z } from 'zod'

const week = z.object({ from: z.string(), to: z.string() })
const titleContains = z.array(z.string())

const occurrence = z.object({
  date: z.string(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  allDay: z.boolean(),
  afterMidnight: z.boolean().default(false),
  title: z.string(),
  titleContains,
  commune: z.string().nullable(),
  venue: z.string().nullable(),
  price: z.object({ free: z.boolean(), text: z.string() }).nullable(),
  booking: z.object({ phone: z.string().nullable(), url: z.string().nullable() }).nullable(),
  status: z.enum(['scheduled', 'cancelled', 'soldOut', 'postponed']),
  postponedTo: z.string().nullish(),
  source: z.string(),
})

const ongoing = z.object({
  titleContains,
  from: z.string().nullable(),
  until: z.string().nullable(),
  commune: z.string().nullable(),
  source: z.string(),
})

/** expected.json: what a careful reader finds in an article. */
export const expectedSchema = z.object({
  title: z.string(),
  /** What this office's settings call its weekly article, where it is not the usual office. */
  weeklyTitle: z.string().optional(),
  week,
  occurrences: z.array(occurrence),
  ongoing: z.array(ongoing),
  warnings: z.array(z.union([z.string(), z.object({ code: z.string() }).transform(({ code }) => code)])),
  ignored: z.array(z.string()).default([]),
  articleMissing: z.boolean().default(false),
  requestedWeek: week.optional(),
  article: z.object({ guid: z.string(), link: z.string(), pubDate: z.string() }).nullable(),
  publishedAt: z.string().nullish(),
})

export type Expected = z.infer<typeof expectedSchema>
export type ExpectedOccurrence = Expected['occurrences'][number]
export type ExpectedOngoing = Expected['ongoing'][number]
