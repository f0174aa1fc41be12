import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { programRoot } from '../../src/base/paths.js'
import { openStore } from '../../src/store/store.js'

const fixtures = join(programRoot, 'test/fixtures/databases')

function temporaryFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'semainier-migrations-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'semainier.sqlite')
}

/** The statements that make up a database, but for Kysely's own tables. */
function schemaOf(file: string): string[] {
  const database = new DatabaseSync(file)
  const rows = database
    .prepare("select sql from sqlite_master where sql is not null and name not like 'kysely_%' order by name")
    .all()
  database.close()
  return rows.map((row) => String(row['sql']).replaceAll(/\s+/g, ' '))
}

for (const version of readdirSync(fixtures)) {
  test(`a database of version ${version} is brought to today's with all that it held`, async (t) => {
    const old = temporaryFile(t)
    // A dump names tables before the ones that they refer to.
    const database = new DatabaseSync(old, { enableForeignKeyConstraints: false })
    database.exec(readFileSync(join(fixtures, version), 'utf8'))
    database.close()
    const store = await openStore({ file: old })
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

    const fresh = temporaryFile(t)
    await (await openStore({ file: fresh })).close()
    assert.deepEqual(schemaOf(old), schemaOf(fresh))
  })
}

test('a database that a newer program wrote is refused, untouched', async (t) => {
  const file = temporaryFile(t)
  await (await openStore({ file })).close()
  const database = new DatabaseSync(file)
  database.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')")
  database.close()
  await assert.rejects(openStore({ file }), /9999-from-the-future/)
})
