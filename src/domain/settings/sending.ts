import { z } from 'zod'

const limit = z.number().int().min(1).optional()
const limits = z
  .strictObject({
    minute: limit.describe('At most so many messages in any minute.'),
    hour: limit.describe('At most so many messages in any hour.'),
    day: limit.describe('At most so many messages in any day of 24 hours.'),
  })
  .prefault({})

/** At most so many messages in any sliding minute, hour and day. */
export type PaceLimits = z.infer<typeof limits>

/** The `sending` part of config/office.yaml: how the mail server may be used. */
export const sendingSchema = z
  .strictObject({
    connections: z
      .number()
      .int()
      .min(1)
      .max(50)
      .default(4)
      .describe('How many connections to the mail server are open at once, over all workers.'),
    messagesPerConnection: z
      .number()
      .int()
      .min(1)
      .default(100)
      .describe('After how many messages a connection is closed and a new one opened.'),
    limits: limits.describe('What the mail server allows; French hosts often allow 200 an hour.'),
    domains: z
      .record(z.string().toLowerCase(), limits)
      .default({})
      .describe(
        'What the recipients’ servers allow, by domain such as "orange.fr"; "*" stands for each of the others.',
      ),
    returnPath: z
      .strictObject({
        address: z
          .email()
          .describe('The mailbox to which servers return what they could not deliver (IMAP_URL reads it).'),
        verp: z
          .boolean()
          .default(false)
          .describe(
            'Return each message to an address of its own, such as retours+x@office.example; the server must take plus-addresses.',
          ),
      })
      .optional()
      .describe('Where messages come back; by default to the sender.'),
    dkim: z
      .array(
        z.strictObject({
          selector: z
            .string()
            .regex(/^[a-z0-9][a-z0-9.-]*$/i)
            .describe('The selector, as in the DNS record’s name.'),
          key: z
            .string()
            .min(1)
            .describe('The file with the private key (PEM; RSA or Ed25519), from the folder of settings.'),
          domain: z.string().optional().describe('The signing domain; by default the sender’s.'),
        }),
      )
      .default([])
      .describe('DKIM signatures; empty when the mail server signs by itself.'),
  })
  .prefault({})

/** A private key that signs what leaves. */
export interface DkimKey {
  domain: string
  selector: string
  /** PEM. */
  privateKey: string
}

export type SendingSettings = z.infer<typeof sendingSchema>

/** What a recipient's domain allows: its own limits, or those of "*". */
export const domainLimits = ({ domains }: Pick<SendingSettings, 'domains'>, domain: string): PaceLimits =>
  domains[domain] ?? domains['*'] ?? {}
