import { z } from 'zod'

import { monthlyNews } from './monthly-news.js'
import { audience, graceHours, signUp, time, weekdays } from './publication-parts.js'

const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'un jour de l’année s’écrit mois-jour, comme « 07-01 »')

/** The weekly agenda: made from one article of a feed. */
const weeklyAgenda = z.strictObject({
  kind: z.literal('weekly-agenda').default('weekly-agenda').describe('What it is made of: one article for each week.'),
  title: z.string().min(1).describe('The title on mail and paper.'),
  feed: z.string().describe('The name of the feed that holds the article.'),
  article: z
    .strictObject({
      title: z.string().min(1).describe('Words that the title of the weekly article begins with or holds.'),
      category: z
        .string()
        .optional()
        .describe('The category of the weekly article, where the blog has one of its own for it.'),
    })
    .describe("How the week's article is found."),
  season: z
    .strictObject({
      from: monthDay.describe('First day of the year on which an issue may leave (month-day).'),
      to: monthDay.describe('Last day of the year on which an issue may leave (month-day).'),
    })
    .describe('When the publication runs; both ends included.'),
  proof: z
    .strictObject({
      day: z.enum(weekdays).default('friday').describe('The day on which staff get the proof.'),
      time: time.default('16:00').describe("The hour of the proof, in the office's time zone."),
    })
    .prefault({})
    .describe('When the proof goes to staff.'),
  send: z
    .strictObject({
      day: z.enum(weekdays).default('saturday').describe('The day on which the issue leaves.'),
      time: time.default('07:30').describe("The hour at which the issue leaves, in the office's time zone."),
      unapproved: z.boolean().default(true).describe('Let an issue that no check blocks leave without approval.'),
      graceHours,
    })
    .prefault({})
    .describe('When the issue leaves, and under which conditions.'),
  audience,
  attach: z
    .array(z.enum(['poster', 'booklet']))
    .default(['poster'])
    .describe('Which printable agendas are attached; all are linked.'),
  signUp,
})

/** config/publications.yaml: the newsletters, by name. */
export const publicationsSchema = z.strictObject({
  publications: z
    .record(
      z.string().regex(/^[a-z0-9-]+$/, 'un nom de publication ne contient que a-z, 0-9 et des tirets'),
      z.discriminatedUnion('kind', [weeklyAgenda, monthlyNews]),
    )
    .describe('The newsletters, by name.'),
})

export type WeeklyAgendaSettings = z.infer<typeof weeklyAgenda>
export type { MonthlyNewsSettings } from './monthly-news.js'
export type PublicationSettings = z.infer<typeof publicationsSchema>['publications'][string]
export type PublicationsSettings = z.infer<typeof publicationsSchema>
