import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { programRoot } from '../../src/base/paths.js'
import type { DatabasePlace } from '../../src/store/engine/engine.js'
import { openStore } from '../../src/store/store.js'
import { engines, onEachEngine, type TestEngine } from '../support/engines.js'

const fixtures = join(programRoot, 'test/fixtures/databases')

/** What makes up a database, but for Kysely's own tables. */
async function schemaOf(engine: TestEngine, place: DatabasePlace): Promise<string[]> {
  const statements = {
    SQLite: "select sql from sqlite_master where sql is not null and name not like 'kysely_%' order by name",
    PostgreSQL: `
      select concat_ws(' ', table_name, column_name, data_type, collation_name, is_nullable, column_default) as sql
      from information_schema.columns where table_schema = 'public' and table_name not like 'kysely_%'
      union all select indexdef from pg_indexes where schemaname = 'public'
      union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace
      order by sql`,
  }
  const statement = statements[engine.server ? 'PostgreSQL' : 'SQLite']
  return (await engine.run(place, statement)).map((row) => String(row['sql']).replaceAll(/\s+/g, ' '))
}

async function load(engine: TestEngine, place: DatabasePlace, dump: string): Promise<void> {
  if (!('file' in place)) return void (await engine.run(place, dump))
  // A dump names tables before the ones that they refer to.
  const database = new DatabaseSync(place.file, { enableForeignKeyConstraints: false })
  database.exec(dump)
  database.close()
}

for (const dump of readdirSync(fixtures)) {
  const [version, name] = dump.split('.')
  const engine = engines.find((one) => one.name === name)
  test(`${name}: a database of version ${version} is brought to today's with all that it held`, async (t) => {
    if (!engine) return t.skip(`${name} is not installed`)
    const old = await engine.newBarePlace(t)
    await load(engine, old, readFileSync(join(fixtures, dump), 'utf8'))
    const store = await openStore(old)
    assert.equal(await store.partners.count(), 2)
    const campaign = await store.campaigns.byKey('issue/weekly-agenda/2026-W28')
    const sums = await store.ledger.sums(campaign?.id ?? '')
    assert.deepEqual([sums.audience, sums.pending, sums.deferred], [2, 1, 1])
    const issue = await store.issues.byPeriod('weekly-agenda', '2026-W28')
    assert.equal((await store.issues.file(issue?.id ?? '', 'poster.pdf'))?.contentType, 'application/pdf')
    assert.equal(issue?.findings[0]?.code, 'no-place')
    assert.equal((await store.rawCopies.latest('https://blog.example.org/feed/'))?.etag, '"1"')
    const [someone] = (await store.partners.subscriberPages('weekly-agenda').next()).value ?? []
    const asked = [{ contactId: someone?.id ?? '', emailKey: 'jamais@example.org' }]
    assert.deepEqual(await store.partners.standings(asked, 'weekly-agenda'), ['opposed'])
    await store.close()

    const fresh = await engine.newBarePlace(t)
    await (await openStore(fresh)).close()
    assert.deepEqual(await schemaOf(engine, old), await schemaOf(engine, fresh))
  })
}

onEachEngine('a database that a newer program wrote is refused, untouched', async (engine, t) => {
  const place = await engine.newPlace(t)
  await (await openStore(place)).close()
  await engine.run(place, "insert into kysely_migration values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')")
  await assert.rejects(openStore(place), /9999-from-the-future/)
})
