import { z } from 'zod'
import { everyPartner } from '../announcement.js'
import { editionKinds, mostCopies } from '../edition.js'

const text = (most: number) => z.string().trim().min(1).max(most)
const webAddress = z.url({ protocol: /^https?$/ })

/** The file that `semainier announce` reads: an edition, and the message that announces it. */
export const releaseSchema = z.strictObject({
  edition: z
    .strictObject({
      title: text(200).describe('The title, as printed. Title and year tell an edition from the others.'),
      kind: z.enum(editionKinds).describe('What it is.'),
      year: z.number().int().min(1990).max(2100).describe('The year that it is for.'),
      languages: z
        .array(z.string().regex(/^[a-z]{2}$/, 'une langue s’écrit « fr »'))
        .min(1)
        .default(['fr'])
        .describe('The languages that it is printed in, as two letters.'),
      pdf: text(500)
        .optional()
        .describe('Its PDF: a file beside this one, which is then kept and served, or a web address.'),
      cover: text(500).optional().describe('A picture of its cover (JPEG, PNG or WebP): a file beside this one.'),
      online: webAddress.optional().describe('Where it can be read online, if not here.'),
      stock: z
        .record(text(100), z.number().int().min(0).max(mostCopies))
        .default({})
        .describe('How many copies lie where, when it is first announced; later counts are made in the console.'),
      copiesPerBox: z.number().int().min(1).max(10_000).optional().describe('Copies in a box.'),
      grams: z.number().int().min(1).max(20_000).optional().describe('The weight of one copy, in grams.'),
      replaces: z
        .strictObject({ title: text(200), year: z.number().int() })
        .optional()
        .describe('The earlier edition that it takes the place of, by its title and year.'),
    })
    .describe('The edition.'),
  announcement: z
    .strictObject({
      subject: text(150).describe('The subject of the mail.'),
      message: z.array(text(2000)).min(1).max(12).describe('The message, a paragraph each.'),
      share: z
        .array(
          z.strictObject({
            where: text(60).describe('Where the text is meant for, such as "Facebook".'),
            text: text(1500).describe('The text, ready to be copied.'),
          }),
        )
        .max(8)
        .default([])
        .describe('Ready-made texts for partners to share.'),
      to: z
        .union([z.literal(everyPartner), z.array(text(200)).min(1).max(20)], {
          error: `écrivez « ${everyPartner} » (tous les partenaires), ou une liste de segments`,
        })
        .describe(
          `Whom it goes to: "${everyPartner}", or a list of segments by name, which together are the audience.`,
        ),
      reminderDays: z
        .number()
        .int()
        .min(2)
        .max(90)
        .optional()
        .describe('Remind those who have not ordered, once, after so many days; without it, nobody is reminded.'),
      approval: z.boolean().default(true).describe('Wait until somebody approves it before it leaves.'),
    })
    .describe('The message that announces it.'),
})

export type ReleaseFile = z.infer<typeof releaseSchema>
