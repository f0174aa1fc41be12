import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyBounce } from '../../jobs/steps/apply-bounce.js'
import type { JobContext } from '../../jobs/steps/context.js'
import { systemClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { bouncesSchema } from '../../src/domain/settings/bounces.js'
import { openStore } from '../../src/store/store.js'

test('a hard report stops the address, even when the same message has bounced softly before', async () => {
  const store = await openStore({ file: ':memory:' })
  const context = { clock: systemClock, log: silentLog, office: { bounces: bouncesSchema.parse({}) } } as JobContext
  const bounce = (kind: 'hard' | 'soft', reason: 'mailbox-full' | 'mailbox-unknown') =>
    store.transaction((rows) =>
      applyBounce(
        context,
        rows,
        'p@example.org',
        { kind, reason, action: 'failed', words: '', code: null, status: null },
        'delivery-1',
      ),
    )
  await bounce('soft', 'mailbox-full')
  assert.equal(await store.suppressions.reasonFor('p@example.org'), null)
  await bounce('hard', 'mailbox-unknown')
  assert.equal(await store.suppressions.reasonFor('p@example.org'), 'bounced')
  await store.close()
})
