import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../base/clock.js'
import { newId } from '../base/ids.js'
import { type ChangeSource, type Ground, type JournalLine, type JournalWhat, theProgram } from '../domain/index.js'
import type { Schema } from './schema.js'

/** What happened to whom; null where it concerns nobody in particular. */
export interface JournalEntry {
  what: JournalWhat
  contactId: string | null
  publication?: string | null
  ground?: Ground | null
  /** What it is about, where that is no contact: "issue/ID", "campaign/ID". */
  subject?: string | null
}

interface LatestWanted {
  limit: number
  offset?: number
  what?: JournalWhat
  /** A name, as the journal has it. */
  who?: string
}

/** Values per statement stay far below what SQLite allows. */
const rowsPerInsert = 500

/**
 * The journal of who changed what. It is only added to: nothing here changes a line. Lines of a person go when the
 * person is erased (see persons.ts), since they hold what the person agreed to.
 */
export function journalRows(db: Kysely<Schema>, clock: Clock) {
  return {
    /** Writes down changes of one source, in the caller's transaction. */
    async write(entries: readonly JournalEntry[], { who, door, agreed, note }: ChangeSource): Promise<void> {
      const at = stamp(clock.now())
      for (let start = 0; start < entries.length; start += rowsPerInsert) {
        const rows = entries.slice(start, start + rowsPerInsert).map((entry) => ({
          id: newId(),
          at,
          who,
          what: entry.what,
          door,
          contact_id: entry.contactId,
          publication: entry.publication ?? null,
          ground: entry.ground ?? null,
          agreed_text: agreed?.text ?? null,
          agreed_version: agreed?.version ?? null,
          note: note ?? null,
          subject: entry.subject ?? null,
        }))
        await db.insertInto('journal').values(rows).execute()
      }
    },

    /**
     * What was written down last, the latest first, with the contact that a line is about and its house; of one kind or
     * one person alone, or all.
     * Subscriptions that the program began, many at once, have a line each for the person's own history; here the one
     * line stands that tells of them together.
     */
    async latest({ limit, offset = 0, what, who }: LatestWanted) {
      let query = db
        .selectFrom('journal')
        .leftJoin('contacts', 'contacts.id', 'journal.contact_id')
        .leftJoin('organisations', 'organisations.id', 'contacts.organisation_id')
        .select(['journal.id', 'at', 'who', 'what', 'door', 'publication', 'note', 'subject', 'contact_id'])
        .select(['contacts.name as contact', 'contacts.email', 'organisations.name as organisation'])
        .where(({ not, and, eb }) => not(and([eb('what', '=', 'subscribed'), eb('who', '=', theProgram)])))
        .orderBy('at', 'desc')
        .orderBy('journal.id', 'desc')
        .limit(limit)
        .offset(offset)
      if (what) query = query.where('what', '=', what)
      if (who !== undefined) query = query.where('who', '=', who)
      return await query.execute()
    },

    /** All that happened to these contacts, oldest first. */
    async of(contactIds: readonly string[]): Promise<JournalLine[]> {
      if (contactIds.length === 0) return []
      const rows = await db
        .selectFrom('journal')
        .selectAll()
        .where('contact_id', 'in', [...contactIds])
        .orderBy('at')
        .orderBy('id')
        .execute()
      return rows.map(({ at, who, what, door, publication, ground, agreed_text, agreed_version, note }) => {
        const agreed = agreed_text === null ? null : { text: agreed_text, version: agreed_version ?? '' }
        return { at, who, what, door, publication, ground, agreed, note }
      })
    },
  }
}
