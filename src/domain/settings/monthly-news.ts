import { z } from 'zod'
import { audience, graceHours, signUp, time } from './publication-parts.js'

/** "first tuesday", "last friday": which weekday of its month. */
const dayOfMonth = z
  .string()
  .regex(
    /^(first|second|third|fourth|last) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/,
    'un jour du mois s’écrit « first tuesday », « third thursday » ou « last friday »',
  )

/** A moment before the sending, counted in days on which the office works. */
const before = (workingDays: number, hour: string) => ({
  workingDays: z
    .number()
    .int()
    .min(0)
    .max(20)
    .default(workingDays)
    .describe('How many working days before the sending.'),
  time: time.default(hour).describe("The hour, in the office's time zone."),
})

/** Monthly news: made from posts of the blog and from what staff write. */
export const monthlyNews = z.strictObject({
  kind: z.literal('monthly-news').describe("What it is made of: the month's posts and what staff write."),
  title: z.string().min(1).describe('The title on mail and page.'),
  posts: z
    .array(
      z.strictObject({
        feed: z.string().describe('The name of a feed whose posts are offered.'),
        categories: z
          .array(z.string().min(1))
          .default([])
          .describe('The categories whose posts are offered; all, where none is named.'),
        except: z
          .array(z.string().min(1))
          .default([])
          .describe('Categories whose posts are not offered, whatever others they have.'),
      }),
    )
    .min(1)
    .describe("Where the month's posts come from; the articles of weekly agendas are left out by themselves."),
  most: z
    .number()
    .int()
    .min(0)
    .max(40)
    .default(8)
    .describe(
      'How many of the latest posts are taken unless staff choose otherwise; the others are offered beside them.',
    ),
  send: z
    .strictObject({
      day: dayOfMonth
        .default('first tuesday')
        .describe(
          'The day of the month on which the issue leaves; a day on which the office is closed gives way to the next working day.',
        ),
      time: time.default('09:00').describe("The hour at which the issue leaves, in the office's time zone."),
      unapproved: z.boolean().default(false).describe('Let an issue that no check blocks leave without approval.'),
      graceHours,
    })
    .prefault({})
    .describe('When the issue leaves, and under which conditions.'),
  draft: z.strictObject(before(5, '09:00')).prefault({}).describe('When the draft is made and shown to staff.'),
  reminder: z
    .strictObject(before(2, '09:00'))
    .prefault({})
    .describe('When staff are reminded of a draft that nobody has approved.'),
  proof: z
    .strictObject(before(1, '14:00'))
    .prefault({})
    .describe('When the proof of what nobody has approved yet goes to staff.'),
  audience,
  signUp,
})

export type MonthlyNewsSettings = z.infer<typeof monthlyNews>
