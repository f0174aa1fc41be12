import { z } from 'zod'
import type { Returned } from '../../domain/index.js'
import { diagnose } from './diagnosis.js'
import type { Entity } from './entity.js'

const recipient = z.object({
  emailAddress: z.string(),
  action: z.string().optional(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
})
const mail = z
  .object({ messageId: z.string().optional(), destination: z.array(z.string()).default([]) })
  .partial()
  .default({})

/** The notifications that Amazon SES sends as JSON. */
const shape = z.object({
  notificationType: z.string(),
  bounce: z.object({ bounceSubType: z.string().optional(), bouncedRecipients: z.array(recipient) }).optional(),
  complaint: z
    .object({ complainedRecipients: z.array(recipient), complaintFeedbackType: z.string().optional() })
    .optional(),
  mail,
})

const envelope = z.object({ Message: z.string() })

/** A report as JSON in a mail, as Amazon's notification service sends it; null when it is none. */
export function readNotification(message: Entity): Returned | null {
  const text = message.text.trimStart()
  if (!text.startsWith('{')) return null
  const told = shape.safeParse(parsed(text))
  if (!told.success) return null
  const { bounce, complaint } = told.data
  const original = { messageId: null, to: told.data.mail.destination ?? [], listId: null }
  if (complaint) {
    const addresses = complaint.complainedRecipients.map((one) => one.emailAddress)
    return { kind: 'complaint', feedbackType: complaint.complaintFeedbackType ?? 'abuse', addresses, original }
  }
  if (!bounce) return { kind: 'other', original }
  const bounces = bounce.bouncedRecipients.map((one) =>
    diagnose({
      address: one.emailAddress,
      action: one.action ?? 'failed',
      status: one.status ?? null,
      words: [one.diagnosticCode ?? '', bounce.bounceSubType ?? ''],
    }),
  )
  return { kind: 'bounce', bounces, original }
}

/** The JSON that a text begins with, taken out of the envelope of the notification service where there is one. */
function parsed(text: string): unknown {
  const joined = text.split(/\n\s*--\s*\n/, 1)[0] ?? ''
  // A line too long for a mail is broken wherever that is.
  for (const candidate of [joined, joined.replaceAll('\n', ''), joined.replaceAll(/\n ?/g, '')]) {
    try {
      const document = JSON.parse(candidate) as unknown
      const wrapped = envelope.safeParse(document)
      return wrapped.success ? (JSON.parse(wrapped.data.Message) as unknown) : document
    } catch {
      continue
    }
  }
  return null
}
