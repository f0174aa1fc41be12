import { z } from 'zod'
import { organisationKinds, type OrganisationKind } from '../kinds.js'

/** The name under which partners receive, or have left, the announcements of editions. */
export const editionsPublication = 'editions'

const copies = z.number().int().min(1).max(100_000)

/** The `editions` part of config/office.yaml: how editions are announced, ordered and delivered. */
export const editionsSchema = z
  .strictObject({
    title: z
      .string()
      .min(1)
      .default('Nos nouvelles éditions')
      .describe('What the announcements of editions are called, where partners choose what they receive.'),
    limits: z
      .partialRecord(z.enum([...organisationKinds, 'other']), copies)
      .default({})
      .describe(
        'The most copies of one edition that an order may ask for, by kind of organisation; "other" is for the rest. By default 200.',
      ),
    pickUp: z
      .string()
      .min(1)
      .optional()
      .describe('Where and when copies are fetched, as the order form says it; by default the postal address.'),
    largestPdf: z
      .number()
      .int()
      .min(1)
      .max(250)
      .default(100)
      .describe('The largest PDF of an edition that is kept, in megabytes: partners also open it on a phone.'),
    start: z
      .strictObject({
        latitude: z.number().min(-90).max(90).describe('Degrees north, WGS 84.'),
        longitude: z.number().min(-180).max(180).describe('Degrees east, WGS 84.'),
      })
      .optional()
      .describe('Where delivery rounds begin and end; without it, at their first commune.'),
    routing: z
      .strictObject({
        url: z
          .url({ protocol: /^https?$/ })
          .describe('Its address, such as https://routes.example.org; its table service (/table/v1/…) is asked.'),
        profile: z
          .string()
          .regex(/^[\w-]+$/, 'un seul mot, comme « driving »')
          .default('driving')
          .describe('Which of its profiles.'),
        allowPrivate: z
          .boolean()
          .default(false)
          .describe('Allow it to be on this machine or in the local network (127.0.0.1, 10.x, ...).'),
        timeoutSeconds: z
          .number()
          .positive()
          .max(20)
          .default(4)
          .describe('The time after which it is waited for no longer; the stops are then ordered by distance.'),
      })
      .optional()
      .describe(
        'A routing service that answers as OSRM does (API v1), to order the stops of rounds by time on the road. It is told positions, never names or addresses. Without it nothing is asked, and stops are ordered by distance.',
      ),
  })
  .prefault({})

export type EditionsSettings = z.infer<typeof editionsSchema>
export type RoutingSettings = NonNullable<EditionsSettings['routing']>

const usualLimit = 200

/** The most copies of one edition that an organisation of this kind may order at once. */
export function orderLimit({ limits }: EditionsSettings, kind: string | null): number {
  return limits[kind as OrganisationKind] ?? limits.other ?? usualLimit
}
