import { z } from 'zod'

/** The `privacy` part of config/office.yaml: what the record of processing (GDPR art. 30) says besides what the program knows. */
export const privacySchema = z
  .strictObject({
    officer: z
      .strictObject({
        name: z.string().min(1).describe('The data protection officer, or the service that is.'),
        address: z.email().describe('Where the officer is written to.'),
      })
      .optional()
      .describe('The data protection officer, where there is one.'),
    hosts: z
      .array(
        z.strictObject({
          name: z.string().min(1).describe('A company that keeps or carries the data.'),
          role: z.string().min(1).describe('What it does, such as "hébergement" or "envoi des courriels".'),
          country: z.string().min(1).default('France').describe('Where it does so.'),
        }),
      )
      .default([])
      .describe('Who keeps or carries the data for the office, for the record of processing.'),
  })
  .prefault({})
