import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely'
import { holdsWords, likePattern, nameKey } from '../domain/index.js'
import type { Engine } from './engine/engine.js'
import type { Schema } from './schema.js'

/** What a search of the ledger asks of a line. */
export interface WantedWords {
  /** Of a line of `deliveries`: lets through every line that holds the words, and some others. */
  mayHold: RawBuilder<SqlBool>
  /** Of the same: whether its house does. */
  ofHouse: RawBuilder<SqlBool>
  /** Whether a line that was let through holds them. */
  holds(line: { email: string; name: string | null; of_house: SqlBool | number }): boolean
}

/** Contacts whose houses bear the words: of so many each line of a search is held against the list of them. */
const fewContacts = 1000
/** Of so few lines each is asked for its house sooner than the whole directory is looked through. */
const fewLines = 5000

/**
 * Words in the ledger: in the address or the name as they were frozen, or each of them in the name that the house of the
 * contact bears in the directory, which is what the register shows. A house's name is looked for in the directory's own
 * index, once for all lines; one that many bear is asked of each line, since it is soon met there. `lines`: how many there
 * are to look through.
 */
export async function wantedWords(
  db: Kysely<Schema>,
  engine: Engine,
  words: string,
  lines: number,
): Promise<WantedWords> {
  const ofHouse = await houseCondition(db, engine, words, lines)
  const pattern = likePattern(words)
  return {
    ofHouse,
    mayHold: sql<SqlBool>`(email_key like ${pattern} escape '!' or lower(deliveries.name) like ${pattern} escape '!'
      or ${ofHouse})`,
    holds: (line) => Boolean(line.of_house) || holdsWords(words, line),
  }
}

async function houseCondition(
  db: Kysely<Schema>,
  engine: Engine,
  words: string,
  lines: number,
): Promise<RawBuilder<SqlBool>> {
  const keys = nameKey(words).split(' ').filter(Boolean).slice(0, 8)
  // Signs alone name nobody.
  if (keys.length === 0) return sql`1 = 0`
  // The condition on the index' first column, which all rows meet, keeps SQLite to the index that holds the names.
  const named = sql.join(
    [sql`owner.name_key >= ''`, ...keys.map((key) => sql`owner.name_key like ${`%${key}%`}`)],
    sql` and `,
  )
  const ofEach = sql<SqlBool>`exists (
    select 1 from contacts as member join organisations as owner on owner.id = member.organisation_id
    where member.id = deliveries.contact_id and ${named})`
  if (lines <= fewLines) return ofEach
  const { rows } = await sql<{ id: string }>`select member.id from organisations as owner
    join contacts as member on member.organisation_id = owner.id where ${named}
    limit ${fewContacts + 1}`.execute(db)
  if (rows.length === 0) return sql`1 = 0`
  if (rows.length <= fewContacts)
    return sql`deliveries.contact_id in (select given.id from ${engine.given({ id: 'text' }, rows)})`
  return ofEach
}
