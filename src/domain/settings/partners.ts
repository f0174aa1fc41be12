import { z } from 'zod'

/** The columns of a list as this program writes it, in their order. */
export const listColumns = [
  'organisation',
  'kind',
  'address',
  'postcode',
  'commune',
  'position',
  'siret',
  'phone',
  'website',
  'labels',
  'languages',
  'staff',
  'poster',
  'fullName',
  'role',
  'email',
  'language',
  'publications',
] as const

/** What a column of a list of partners may hold: what ours do, and what others split. */
export const listFields = [...listColumns, 'latitude', 'longitude', 'firstName', 'lastName', 'name'] as const

export type ListColumn = (typeof listColumns)[number]
export type ListField = (typeof listFields)[number]

/** The `partners` part of config/office.yaml: how the office's own lists are read. */
export const partnersSchema = z
  .strictObject({
    columns: z
      .record(z.string(), z.enum([...listFields, 'ignored']))
      .default({})
      .describe(
        'What the columns of your lists hold where their headings are not understood: the heading, then the field; "ignored" leaves a column out.',
      ),
  })
  .prefault({})
