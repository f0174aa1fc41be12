import assert from 'node:assert/strict'
import { existsSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { manualClock } from '../../src/base/clock.js'
import { backUp, restore } from '../../src/store/backup/backup.js'
import { BackupRefused } from '../../src/store/backup/refused.js'
import { openStore } from '../../src/store/store.js'
import { onEachEngine } from '../support/engines.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { anyMessage } from '../support/ledger.js'

onEachEngine(
  'a backup restored has what was there, pauses what was under way, and sets aside what it replaces',
  async (engine, t) => {
    const folder = await scratchFolder('backup')
    t.after(() => rm(folder, { recursive: true, force: true }))
    const place = await engine.newPlace(t)
    const clock = manualClock(Temporal.Instant.from('2026-07-03T16:00:00Z'))
    const [file, foreign] = [`${folder}/copy`, `${folder}/foreign`]

    const store = await openStore({ ...place, clock })
    const frozen = {
      key: 'issue/agenda/2026-W28',
      kind: 'issue',
      issueId: null,
      publication: null,
      message: anyMessage,
    } as const
    const { id } = await store.transaction((rows) => rows.ledger.freeze(frozen, []))
    await store.jobs.add({ key: 'send/agenda/2026-W28', kind: 'send', payload: {} })
    await store.close()
    await backUp(place, file, clock)
    assert.equal(statSync(file).mode & 0o077, 0, 'only the owner reads it')
    await assert.rejects(
      backUp(place, file, clock),
      (error) => error instanceof BackupRefused && error.reason === 'exists',
    )

    clock.set(Temporal.Instant.from('2026-07-05T08:00:00Z'))
    const later = await openStore({ ...place, clock })
    await later.staff.invite({ email: 'a@example.org', name: 'A', role: 'reader', who: 'test', hours: 1 })
    const worker = await later.workers.enter('start')
    await assert.rejects(
      restore(place, file, clock),
      (error) => error instanceof BackupRefused && error.reason === 'running',
    )
    await later.workers.leave(worker)
    await later.close()

    await writeFile(foreign, 'PGDM no backup at all')
    await assert.rejects(
      restore(place, foreign, clock),
      (error) => error instanceof BackupRefused && error.reason === 'unreadable',
    )
    const restored = await restore(place, file, clock)
    assert.ok(restored.aside && existsSync(restored.aside))
    assert.equal(restored.paused, 1)
    assert.match(restored.backedUpAt ?? '', /^2026-07-03T16:00/)

    const again = await openStore({ ...place, clock })
    t.after(() => again.close())
    assert.equal((await again.staff.invitations()).length, 0, 'what came after the copy is gone')
    assert.equal(await again.campaigns.halted(id), 'paused')
    assert.equal((await again.jobs.byKey('send/agenda/2026-W28'))?.state, 'missed')
    const gap = await again.backups.gap()
    assert.equal(gap?.until.toString(), '2026-07-05T08:00:00Z')
    assert.equal((await again.backups.last())?.toString(), '2026-07-03T16:00:00Z')
  },
)
