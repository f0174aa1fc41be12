import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import type { ChangeSource } from '../domain/index.js'
import type { RetentionSettings } from '../domain/settings/retention.js'
import { anonymiseDeliveries } from './anonymise.js'
import { anonymiseOrders, oldOrders } from './editions/erase-orders.js'
import { journalRows } from './journal.js'
import { personRows } from './persons.js'
import type { Schema } from './schema.js'

/** How many of each are due; the oldest instant among them, null when none is. */
export type RetentionDue = Record<
  'deliveries' | 'rawCopies' | 'signUps' | 'contacts' | 'orders',
  { count: number; oldest: string | null }
>

type Limits = Record<keyof RetentionDue, string>

/** What has been kept for as long as the settings say. `hashKey` keys the hashes of the opposition list. */
export function retentionRows(db: Kysely<Schema>, clock: Clock, hashKey: string) {
  /** Instants before which each is due, counted in the office's calendar. */
  function limitsOf(settings: RetentionSettings, zone: string): Limits {
    const now = clock.now().toZonedDateTimeISO(zone)
    const ago = (duration: Temporal.DurationLike) => stamp(now.subtract(duration).toInstant())
    return {
      deliveries: ago({ months: settings.deliveriesMonths }),
      rawCopies: ago({ months: settings.rawCopiesMonths }),
      signUps: ago({ days: settings.signUpDays }),
      contacts: ago({ months: settings.contactsMonths }),
      orders: ago({ months: settings.ordersMonths }),
    }
  }

  /** Contacts of addresses that have long received nothing: none subscribed, none entered or ended since. */
  const idleContacts = (limit: string) =>
    db
      .selectFrom('contacts')
      .where('contacts.created_at', '<', limit)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('contacts as same')
              .leftJoin('subscriptions', 'subscriptions.contact_id', 'same.id')
              .select('same.id')
              .whereRef('same.email_key', '=', 'contacts.email_key')
              .where((eb) =>
                eb.or([
                  eb('same.created_at', '>=', limit),
                  eb.and([eb('subscriptions.contact_id', 'is not', null), eb('subscriptions.until', 'is', null)]),
                  eb('subscriptions.until', '>=', limit),
                ]),
              ),
          ),
        ),
      )

  return {
    /** What would be removed now. */
    async due(settings: RetentionSettings, zone: string): Promise<RetentionDue> {
      const limits = limitsOf(settings, zone)
      const told = ({ count, oldest }: { count: number | string | bigint; oldest: string | null }) => ({
        count: Number(count),
        oldest,
      })
      const deliveries = await db
        .selectFrom('deliveries')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('updated_at').as('oldest')])
        .where('updated_at', '<', limits.deliveries)
        .where('email', '!=', '')
        .executeTakeFirstOrThrow()
      const rawCopies = await db
        .selectFrom('raw_copies')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('fetched_at').as('oldest')])
        .where('fetched_at', '<', limits.rawCopies)
        .executeTakeFirstOrThrow()
      const signUps = await db
        .selectFrom('sign_ups')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('asked_at').as('oldest')])
        .where('asked_at', '<', limits.signUps)
        .executeTakeFirstOrThrow()
      const contacts = await idleContacts(limits.contacts)
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('contacts.created_at').as('oldest')])
        .executeTakeFirstOrThrow()
      const orders = await oldOrders(db, limits.orders)
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('changed_at').as('oldest')])
        .executeTakeFirstOrThrow()
      return {
        orders: told(orders),
        deliveries: told(deliveries),
        rawCopies: told(rawCopies),
        signUps: told(signUps),
        contacts: told(contacts),
      }
    },

    /**
     * Removes what is due, and writes one line about it into the journal; gives what it removed. An address that had
     * left goes on the opposition list as a hash, or the next import would subscribe it again. Call it inside a
     * transaction.
     */
    async apply(settings: RetentionSettings, zone: string, source: ChangeSource): Promise<RetentionDue> {
      const limits = limitsOf(settings, zone)
      const due = await this.due(settings, zone)
      const idle = await idleContacts(limits.contacts)
        .select(['contacts.email_key'])
        .select((eb) =>
          eb
            .exists(
              eb
                .selectFrom('subscriptions')
                .select('subscriptions.contact_id')
                .whereRef('subscriptions.contact_id', '=', 'contacts.id'),
            )
            .as('left'),
        )
        .execute()
      const persons = personRows(db, clock, hashKey)
      for (const [address, contacts] of Map.groupBy(idle, (one) => one.email_key))
        await persons.erase(address, { ...source, keepOpposition: contacts.some((one) => Boolean(one.left)) })
      await anonymiseDeliveries(db, (eb) => eb('updated_at', '<', limits.deliveries))
      await anonymiseOrders(db, limits.orders)
      await db.deleteFrom('raw_copies').where('fetched_at', '<', limits.rawCopies).execute()
      await db.deleteFrom('sign_ups').where('asked_at', '<', limits.signUps).execute()
      const removed = Object.entries(due).filter(([, { count }]) => count > 0)
      if (removed.length > 0) {
        const note = removed.map(([what, { count }]) => `${what}: ${count}`).join('; ')
        await journalRows(db, clock).write([{ what: 'retention', contactId: null }], { ...source, note })
      }
      return due
    },
  }
}
