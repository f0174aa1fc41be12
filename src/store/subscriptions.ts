import { expressionBuilder, type Kysely, sql } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { type ChangeSource, type Door, type Ground, thePerson, theProgram } from '../domain/index.js'
import { journalRows } from './journal.js'
import type { ContactsTable, Schema } from './schema.js'

/** Values per statement stay far below what SQLite allows. */
const rowsPerInsert = 500

/** Who receives which publication, and on which ground. Each change leaves a line in the journal. */
export function subscriptionRows(db: Kysely<Schema>, clock: Clock) {
  const now = () => stamp(clock.now())
  const journal = journalRows(db, clock)

  /** Every contact with the address of this one: one mailbox, one wish. */
  const sameAddress = (contactId: string) =>
    db
      .selectFrom('contacts')
      .select('id')
      .where('email_key', '=', (same) => same.selectFrom('contacts').select('email_key').where('id', '=', contactId))

  /**
   * Gives subscriptions that began without a line in the journal, as a large import enters them, the line that they
   * lack: the change that follows would overwrite the only place where it stands.
   */
  async function remember(contactId: string): Promise<void> {
    await db
      .insertInto('journal')
      .columns(['id', 'at', 'who', 'what', 'door', 'contact_id', 'publication', 'ground', 'note'])
      .expression((eb) =>
        eb
          .selectFrom('subscriptions')
          .leftJoin('imports', 'imports.id', 'subscriptions.import_id')
          .select([
            sql<string>`'begin-' || subscriptions.contact_id || '-' || subscriptions.publication`.as('id'),
            'since',
            sql<string>`coalesce(imports.who, ${sql.lit(theProgram)})`.as('who'),
            sql.lit('subscribed' as const).as('what'),
            sql.lit('import').as('door'),
            'subscriptions.contact_id',
            'subscriptions.publication',
            sql<Ground>`subscriptions.ground`.as('ground'),
            'imports.file as note',
          ])
          .where('subscriptions.contact_id', 'in', sameAddress(contactId))
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('journal')
                  .select('journal.id')
                  .whereRef('journal.contact_id', '=', 'subscriptions.contact_id')
                  .whereRef('journal.publication', '=', 'subscriptions.publication')
                  .where('what', '=', 'subscribed'),
              ),
            ),
          ),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }

  /**
   * Those of some contacts whose address has ended what it received, and receives nothing any more: it begins nothing
   * new but by its own word.
   */
  async function stoppedAmong(contactIds: readonly string[]): Promise<Set<string>> {
    const held = (end: 'is' | 'is not') =>
      expressionBuilder<Schema & { one: ContactsTable }, 'one'>().exists((eb) =>
        eb
          .selectFrom('subscriptions')
          .innerJoin('contacts as same', 'same.id', 'subscriptions.contact_id')
          .select('same.id')
          .whereRef('same.email_key', '=', 'one.email_key')
          .where('until', end, null),
      )
    const rows = await db
      .selectFrom('contacts as one')
      .select('one.id')
      .where('one.id', 'in', contactIds)
      .where(held('is not'))
      .where((eb) => eb.not(held('is')))
      .execute()
    return new Set(rows.map((row) => row.id))
  }

  return {
    remember,

    /**
     * Begins subscriptions that have never been, any number at once, in the caller's transaction. One that has ended
     * stays so: a list that comes again is no new wish; and whoever has ended all of them begins another only by
     * asking. Gives those that were begun.
     */
    async begin(
      wanted: readonly { contactId: string; publication: string }[],
      ground: Ground,
      source: ChangeSource,
    ): Promise<{ contactId: string; publication: string }[]> {
      const begun = []
      for (let start = 0; start < wanted.length; start += rowsPerInsert) {
        const part = wanted.slice(start, start + rowsPerInsert)
        const stopped = ground === 'asked' ? null : await stoppedAmong(part.map((one) => one.contactId))
        const open = part.filter((one) => !stopped?.has(one.contactId))
        if (open.length === 0) continue
        const rows = await db
          .insertInto('subscriptions')
          .values(
            open.map(({ contactId, publication }) => ({
              contact_id: contactId,
              publication,
              ground,
              since: now(),
              until: null,
              until_reason: null,
            })),
          )
          .onConflict((conflict) => conflict.columns(['contact_id', 'publication']).doNothing())
          .returning(['contact_id', 'publication'])
          .execute()
        begun.push(...rows.map((row) => ({ contactId: row.contact_id, publication: row.publication })))
      }
      await journal.write(
        begun.map((one) => ({ what: 'subscribed' as const, ...one, ground })),
        source,
      )
      return begun
    },

    /** Begins a subscription because the person asked for it, or begins it again. One that runs keeps its ground. */
    async ask(contactId: string, publication: string, source: ChangeSource): Promise<void> {
      await remember(contactId)
      const begun = await db
        .insertInto('subscriptions')
        .values({ contact_id: contactId, publication, ground: 'asked', since: now(), until: null, until_reason: null })
        .onConflict((conflict) =>
          conflict
            .columns(['contact_id', 'publication'])
            .doUpdateSet({ ground: 'asked', since: now(), until: null, until_reason: null })
            .where('subscriptions.until', 'is not', null),
        )
        .returning('contact_id')
        .execute()
      const lines = begun.map(() => ({ what: 'subscribed' as const, contactId, publication, ground: 'asked' as const }))
      await journal.write(lines, source)
    },

    /**
     * Ends the subscription to `publication` of every contact with this contact's address. Safe to repeat; the first
     * date stays.
     */
    async unsubscribe(contactId: string, publication: string, door: Door, who: string = thePerson): Promise<void> {
      await remember(contactId)
      const ended = await db
        .updateTable('subscriptions')
        .set({ until: now(), until_reason: door })
        .where('publication', '=', publication)
        .where('until', 'is', null)
        .where('contact_id', 'in', sameAddress(contactId))
        .returning('contact_id')
        .execute()
      await journal.write(
        ended.map((row) => ({ what: 'unsubscribed' as const, contactId: row.contact_id, publication })),
        { who, door },
      )
    },
  }
}
