import { z } from 'zod'

const count = z.number().int().min(1)

/**
 * The `retention` part of config/office.yaml: how long what is known about persons is kept (GDPR art. 5.1 e). The
 * months for contacts are those that CNIL's "référentiel relatif à la gestion des activités commerciales" recommends
 * for prospects: three years from the collection or the person's last sign. The opposition list is not among them: CNIL
 * wants at least three years, and a hash that outlives the contact is what makes an opposition hold.
 */
export const retentionSchema = z
  .strictObject({
    deliveriesMonths: count
      .default(24)
      .describe('After how many months the ledger forgets names and addresses; its sums stay.'),
    rawCopiesMonths: count.default(12).describe('After how many months the copies of what feeds answered are removed.'),
    signUpDays: count
      .default(30)
      .describe('After how many days sign-up forms are removed; the proof of those confirmed stays in the journal.'),
    contactsMonths: count
      .default(36)
      .describe(
        'After how many months without any subscription a contact is erased; CNIL recommends three years for prospects.',
      ),
    ordersMonths: count
      .default(36)
      .describe(
        'After how many months an order of editions that has ended forgets who placed it; what was taken stays in the sums of its year.',
      ),
    automatic: z
      .boolean()
      .default(false)
      .describe(
        'Remove every night what is due. Off until an office has looked at "semainier retention" once: what is removed does not come back.',
      ),
  })
  .prefault({})

export type RetentionSettings = z.infer<typeof retentionSchema>
