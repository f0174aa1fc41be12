import { z } from 'zod'
import { bouncesSchema } from './bounces.js'
import { editionsSchema } from './editions.js'
import { privacySchema } from './privacy.js'
import { retentionSchema } from './retention.js'
import { partnersSchema } from './partners.js'
import { signInSchema } from './sign-in.js'
import { sendingSchema } from './sending.js'
import { workingDaysSchema } from './working-days.js'

const emailAddress = z.email().describe('An e-mail address.')
const person = z.strictObject({
  name: z.string().min(1).describe('The name shown beside the address.'),
  address: emailAddress,
})
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'une couleur s’écrit « #8a1538 », entre guillemets')

/** config/office.yaml: who the office is. */
export const officeSchema = z.strictObject({
  name: z.string().min(1).describe('The full name of the office, as printed and in the sender line.'),
  shortName: z.string().min(1).describe('A short name, for page titles and list headers.'),
  website: z.url().describe('The public web site of the office.'),
  phone: z.string().optional().describe('The telephone number that partners and visitors call, as printed.'),
  email: emailAddress.describe('The public e-mail address of the office.'),
  postalAddress: z.string().min(1).describe('The postal address, on one line, as printed in the footer.'),
  timeZone: z
    .string()
    .default('Europe/Paris')
    .describe('The IANA time zone of the office: every hour in the settings is told in it.'),
  language: z.enum(['fr', 'en']).default('fr').describe('The language of screens and mails.'),
  intercommunality: z
    .string()
    .regex(/^\d{9}$/, 'un numéro SIREN a neuf chiffres')
    .describe('SIREN number of the intercommunality (EPCI): the list of communes follows from it.'),
  otherCommunes: z
    .array(z.string())
    .default([])
    .describe('Communes outside the intercommunality whose events the article also announces.'),
  sender: person.describe('The named sender of every message.'),
  replyTo: emailAddress.optional().describe("Where partners' replies go; by default the sender."),
  staff: z.array(person).min(1).describe('Who gets proofs and alarms.'),
  colours: z
    .strictObject({
      main: colour.default('#8c1c3f').describe('The main colour: titles, bands, buttons.'),
      accent: colour.default('#e0a526').describe('The accent colour: rules and small marks.'),
    })
    .prefault({})
    .describe('The two colours of mail and paper.'),
  sending: sendingSchema.describe('How the mail server may be used: connections, pace, signatures.'),
  bounces: bouncesSchema.describe('What follows from mail that comes back.'),
  retention: retentionSchema.describe('How long what is known about persons is kept.'),
  privacy: privacySchema.describe('What the record of processing says besides what the program knows.'),
  signIn: signInSchema.describe('How staff sign in to the console.'),
  editions: editionsSchema.describe('How editions are announced, ordered and delivered.'),
  partners: partnersSchema.describe('How lists of partners are read.'),
  workingDays: workingDaysSchema.describe('When somebody is there: what is planned in working days goes by it.'),
  hours: z.enum(['20h30', '20 h 30']).default('20h30').describe('How an hour is printed.'),
})

export type OfficeSettings = z.infer<typeof officeSchema>
