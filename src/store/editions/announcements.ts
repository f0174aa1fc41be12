import type { Kysely, Selectable } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import { newId } from '../../base/ids.js'
import type { Announcement, AnnouncementContent, Audience } from '../../domain/index.js'
import type { Schema } from '../schema.js'
import type { AnnouncementsTable } from './tables.js'

export type NewAnnouncement = Pick<Announcement, 'editionId' | 'content' | 'audience' | 'reminderDays'>

/** Those of before there were pictures have none. */
function contentOf(stored: string): AnnouncementContent {
  const content = JSON.parse(stored) as Partial<AnnouncementContent> & Omit<AnnouncementContent, 'picture'>
  return { ...content, picture: content.picture ?? null }
}

function fromRow(row: Selectable<AnnouncementsTable>): Announcement {
  return {
    id: row.id,
    editionId: row.edition_id,
    content: contentOf(row.content),
    audience: JSON.parse(row.segments) as Audience,
    reminderDays: row.reminder_days,
    state: row.state,
    revision: row.revision,
    decidedBy: row.decided_by,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }
}

/** The releases of editions, and who said that each may leave. */
export function announcementRows(db: Kysely<Schema>, clock: Clock) {
  return {
    async byId(id: string): Promise<Announcement | null> {
      const row = await db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** Those of an edition, or of all, the newest first. */
    async list({ editionId, limit = 100 }: { editionId?: string; limit?: number } = {}): Promise<Announcement[]> {
      let query = db.selectFrom('announcements').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc')
      if (editionId !== undefined) query = query.where('edition_id', '=', editionId)
      return (await query.limit(limit).execute()).map(fromRow)
    },

    /** Keeps a release as a draft: a new one, or `id` as it is written now. An approval of it falls; one that was sent stays. */
    async save(announcement: NewAnnouncement, id: string | null = null): Promise<Announcement | null> {
      const values = {
        edition_id: announcement.editionId,
        content: JSON.stringify(announcement.content),
        segments: JSON.stringify(announcement.audience),
        reminder_days: announcement.reminderDays,
        state: 'draft' as const,
        decided_by: null,
      }
      const row =
        id === null
          ? await db
              .insertInto('announcements')
              .values({ id: newId(), ...values, revision: 1, created_at: stamp(clock.now()), sent_at: null })
              .returningAll()
              .executeTakeFirst()
          : await db
              .updateTable('announcements')
              .set((eb) => ({ ...values, revision: eb('revision', '+', 1) }))
              .where('id', '=', id)
              .where('state', '!=', 'sent')
              .returningAll()
              .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    /** Somebody says that the revision which they looked at may leave; false when it has changed since. */
    async approve(id: string, revision: number, who: string): Promise<boolean> {
      const result = await db
        .updateTable('announcements')
        .set({ state: 'approved', decided_by: who })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .where('state', 'in', ['draft', 'approved'])
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** An approved release has left; false when it is not one. */
    async sent(id: string): Promise<boolean> {
      const result = await db
        .updateTable('announcements')
        .set({ state: 'sent', sent_at: stamp(clock.now()) })
        .where('id', '=', id)
        .where('state', '=', 'approved')
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}
