import { z } from 'zod'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

/** An hour of the day, in the office's time zone. */
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'une heure s’écrit « 07:30 »')

/** What every publication has, whatever it is made of. */
export const audience = z
  .string()
  .min(1)
  .optional()
  .describe('The segment that it goes to, by its name; without one, it goes to all its subscribers.')

export const signUp = z
  .boolean()
  .default(true)
  .describe('Offer it on the public sign-up page, and on the preference page of those who do not receive it.')

export const graceHours = z
  .number()
  .min(0)
  .max(48)
  .default(10)
  .describe('How late, after a stop of the machine, the issue may still leave.')
