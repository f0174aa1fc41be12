import { z } from 'zod'

const days = z.number().int().min(1).max(365)

/** The `bounces` part of config/office.yaml: what follows from mail that comes back. */
export const bouncesSchema = z
  .strictObject({
    soft: z
      .strictObject({
        count: z.number().int().min(2).default(5).describe('So many temporary failures stop an address,'),
        overDays: days.default(7).describe('when at least so many days lie between the first and the last,'),
        withinDays: days.default(30).describe('and all lie within so many days.'),
      })
      .prefault({})
      .refine(({ overDays, withinDays }) => overDays < withinDays, 'overDays doit être inférieur à withinDays')
      .describe('Full mailboxes and the like. An address that does not exist is stopped at once.'),
    markRead: z.boolean().default(false).describe('Mark the messages that were read by the program as read.'),
    moveTo: z
      .string()
      .min(1)
      .optional()
      .describe('The folder to which messages that were read are moved; by default they stay where they are.'),
  })
  .prefault({})
