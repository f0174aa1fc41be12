import { z } from 'zod'
import { kindOf } from '../kinds.js'

const asList = (value: unknown) => (Array.isArray(value) ? value : [value])
const text = z.string().trim().min(1).max(200)
const oneOf = <S extends z.ZodType>(schema: S) => z.preprocess(asList, z.array(schema).min(1).max(200))
const language = oneOf(z.string().regex(/^[a-z]{2}$/))
const day = z.iso.date()

/** Somewhere to be near: what the directory has a position for, or a position (degrees, WGS 84). */
const place = z.union([
  z.strictObject({ commune: text }),
  z.strictObject({ organisation: text, commune: text.optional() }),
  z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
])

/** An edition, by what it is told from the others. */
const edition = z.strictObject({ title: text, year: z.number().int().min(1900).max(2200) })

/** Days of the office's zone: from `since` on, and before `before`. */
const days = z
  .strictObject({ since: day.optional(), before: day.optional() })
  .refine(({ since, before }) => since !== undefined || before !== undefined)

/**
 * What a segment may ask of a contact and its organisation, by name, with the values that each takes. A new condition is
 * a line here; the compiler then asks for its SQL (store/segments), its words (report) and its text in both languages.
 * A condition about an organisation is not met by a contact that has none.
 */
export const conditions = {
  /** The organisation is of one of these kinds: ours, or a list's own words. */
  kind: oneOf(text.transform((written) => kindOf(written) ?? written)),
  /** It is in one of these communes, compared as the directory does. */
  commune: oneOf(text),
  /** It is at most so many kilometres away; where it is not known, `orUnplaced` decides. */
  within: z.strictObject({ km: z.number().positive().max(1000), of: place, orUnplaced: z.boolean().default(false) }),
  /** It has one of these quality labels; case and accents do not count. */
  label: oneOf(text),
  /** One of these languages is spoken there, ISO 639-1. */
  spoken: language,
  /** It says that it pins up the agenda (true), or that it does not (false). */
  poster: z.boolean(),
  /** One of these persons looks after it in the office; case and accents do not count. */
  staff: oneOf(text),
  /** The contact is written to in one of these languages, ISO 639-1. */
  language,
  /** The contact receives one of these publications. */
  subscribed: oneOf(text),
  /** The contact receives none of these publications. */
  notSubscribed: oneOf(text),
  /** The contact was entered on these days, in the office's zone: from `since` on, and before `before`. */
  entered: days,
  /** Copies of this edition were handed over to the contact's address. */
  took: edition,
  /** Copies of this edition, which another has replaced, were handed over, and none yet of those that came after it. */
  outdated: edition,
  /** The last order of editions from the contact's address was placed on these days, or none ever was. */
  ordered: z.union([z.strictObject({ never: z.literal(true) }), days]),
  /** A message to the contact's address has come back, for good or for a while. */
  bounced: z.boolean(),
  /** The contact's address is on the opposition list, for whatever reason. */
  suppressed: z.boolean(),
} as const

export type ConditionName = keyof typeof conditions
export type ConditionValues = { [Name in ConditionName]: z.output<(typeof conditions)[Name]> }
/** One condition, by its name: `{ commune: ['Auch', 'Pavie'] }`. */
export type Condition = { [Name in ConditionName]: Record<Name, ConditionValues[Name]> }[ConditionName]
export type Place = ConditionValues['within']['of']

export const conditionNames = Object.keys(conditions) as ConditionName[]
