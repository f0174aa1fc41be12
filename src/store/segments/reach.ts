import { sql, type SqlBool } from 'kysely'
import { addressHash } from './conditions.js'
import { type ContactQuery, everybody, people, type World } from './people.js'

/** Whom a message would reach at this moment, each address once. */
export interface Reach {
  addresses: number
  /** Those of them that never had a message of this publication. */
  first: number
}

/**
 * The contacts of partners: those of an organisation, and those whom the office entered by themselves. A reader of the
 * public form, who asked and belongs to nobody, is none.
 */
export const everyPartner = ({ db }: World): ContactQuery =>
  everybody(db)
    .select('member.id')
    .where(
      people.or([
        people('owner.id', 'is not', null),
        people.exists(
          people
            .selectFrom('subscriptions')
            .select('publication')
            .whereRef('contact_id', '=', 'member.id')
            .where('ground', '!=', 'asked'),
        ),
      ]),
    )

/**
 * How many addresses of `among` a message of a publication may go to: neither opposed to all, nor gone from this one, nor
 * from all that they received.
 */
export async function reachOf(among: ContactQuery, publication: string, world: World): Promise<Reach> {
  const held = people
    .selectFrom('subscriptions')
    .select('publication')
    .whereRef('contact_id', '=', 'member.id')
    .where('publication', '=', publication)
  const address = sql.ref('member.email_key')
  const ofAddress = people
    .selectFrom('subscriptions')
    .innerJoin('contacts as same', 'same.id', 'subscriptions.contact_id')
    .select('publication')
    .whereRef('same.email_key', '=', 'member.email_key')
  const row = await among
    .clearSelect()
    .select([
      sql<number>`count(distinct ${address})`.as('addresses'),
      sql<number>`count(distinct case when not ${people.exists(held)} then ${address} end)`.as('first'),
    ])
    .where('member.email_key', '!=', '')
    .where(people.not(people.exists(held.where('until', 'is not', null))))
    // Whoever has ended all that they received begins nothing new (`subscriptions.begin`).
    .where(
      people.or([
        people.exists(held),
        people.not(people.exists(ofAddress.where('until', 'is not', null))),
        people.exists(ofAddress.where('until', 'is', null)),
      ]),
    )
    .where(sql<SqlBool>`${addressHash(world)} not in (select address_hash from suppressions)`)
    .executeTakeFirstOrThrow()
  return { addresses: Number(row.addresses), first: Number(row.first) }
}

/**
 * How many addresses an issue of a publication goes to among its subscribers, those under a segment or all. Told in one
 * question, which no page of deliveries has to be made for; an address is looked at less closely than when it is frozen.
 */
export async function subscribersReached(
  publication: string,
  world: World,
  among: ContactQuery = everybody(world.db).select('member.id'),
): Promise<number> {
  const { addresses } = await among
    .clearSelect()
    .innerJoin('subscriptions as held', 'held.contact_id', 'member.id')
    .select(sql<number>`count(distinct ${sql.ref('member.email_key')})`.as('addresses'))
    .where('held.publication', '=', publication)
    .where('held.until', 'is', null)
    .where('member.email_key', 'like', '%_@_%')
    .where(sql<SqlBool>`${addressHash(world)} not in (select address_hash from suppressions)`)
    .executeTakeFirstOrThrow()
  return Number(addresses)
}
