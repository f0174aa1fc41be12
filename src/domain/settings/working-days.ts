import { z } from 'zod'
import { weekdays } from './publication-parts.js'

const closedDay = z
  .string()
  .regex(
    /^((\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])|\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2})$/,
    'un jour de fermeture s’écrit « 2026-12-24 », « 12-24 » pour chaque année, ou « 2026-12-24/2027-01-03 » du premier au dernier jour',
  )

/** The `workingDays` part of config/office.yaml: when somebody is there. */
export const workingDaysSchema = z
  .strictObject({
    days: z
      .array(z.enum(weekdays))
      .min(1)
      .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
      .describe('The days of the week on which the office works.'),
    holidays: z
      .enum(['france', 'alsace-moselle', 'none'])
      .default('france')
      .describe('The public holidays on which it does not.'),
    closed: z
      .array(closedDay)
      .default([])
      .describe(
        'Other days on which it does not: a date (2026-12-24), the same one each year (12-24), or the first and the last of several (2026-12-24/2027-01-03).',
      ),
  })
  .prefault({})

export type WorkingDaysSettings = z.infer<typeof workingDaysSchema>
