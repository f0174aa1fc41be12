import { z } from 'zod'

/** What a column of a list of partners may hold. */
export const listFields = [
  'organisation',
  'kind',
  'address',
  'postcode',
  'commune',
  'position',
  'latitude',
  'longitude',
  'siret',
  'phone',
  'website',
  'labels',
  'languages',
  'staff',
  'poster',
  'fullName',
  'firstName',
  'lastName',
  'name',
  'email',
  'language',
  'role',
  'publications',
] as const

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
