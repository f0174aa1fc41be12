import { type Kysely, sql } from 'kysely'
import { bloomFilter } from '../../base/bloom-filter.js'
import { newId } from '../../base/ids.js'
import type { ListedPartner } from '../../domain/index.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import type { Line } from './details.js'

/** A list that fills an empty directory: the tables have no indexes until its `end`. */
export interface FirstList<L extends ListedPartner> {
  /** Whether a line has to wait for the end, because it may be about what an earlier part or a waiting line named. */
  keeps(line: Line<L>): boolean
  /** The part is written: from now on its lines can no longer be matched as they are entered. */
  partIsOver(): void
  /** The lines that wait, in their order. */
  waiting: readonly Line<L>[]
  /** Makes the indexes again. */
  end(): Promise<void>
}

const tables = ['organisations', 'contacts', 'subscriptions'] as const

/**
 * Begins a list as `pg_restore` loads a table: an index costs a tenth when it is made at once, and no line need be looked
 * up where nothing is. Null unless the directory is empty: the tables are locked to others until the transaction ends,
 * and only where nobody is there yet does nobody wait.
 *
 * Lines are matched within their part as ever. Those that share a name, a SIRET or an address with what was written
 * before wait for the indexes; and as they may change what they find, so do all that share anything with what came up to
 * them. What is entered at once has thus nothing in common with what waits, and the order between them changes nothing.
 */
export async function beginFirstList<L extends ListedPartner>(
  db: Kysely<Schema>,
  engine: Engine,
): Promise<FirstList<L> | null> {
  if (!(await isEmpty(db))) return null
  const end = await engine.setIndexesAside(db, tables)
  // Somebody may have signed up before the tables were locked.
  if (!(await isEmpty(db))) return await end().then(() => null)

  const written = bloomFilter()
  const waiting: Line<L>[] = []
  let ofPart: string[] = []
  const partIsOver = () => {
    for (const key of ofPart) written.add(key)
    ofPart = []
  }
  return {
    waiting,
    end,
    partIsOver,
    keeps(line) {
      const keys = keysOfLine(line)
      ofPart.push(...keys)
      if (!keys.some((key) => written.mayHold(key))) return false
      partIsOver()
      // Its place in the order of entry.
      waiting.push({ ...line, contactId: newId() })
      return true
    },
  }
}

/** All that a line is matched by. The name without its commune, which another line may change. */
function keysOfLine({ email_key, name_key, said }: Line): string[] {
  const keys = email_key === '' ? [] : [`@${email_key}`]
  if (said.name !== null) keys.push(`n${name_key}`)
  if (said.siret !== null) keys.push(`s${said.siret}`)
  return keys
}

async function isEmpty(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`select 1 from contacts union all select 1 from organisations limit 1`.execute(db)
  return rows.length === 0
}
