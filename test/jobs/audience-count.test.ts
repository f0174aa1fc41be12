import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { audienceCountLately } from '../../jobs/steps/audience-count.js'
import type { JobContext } from '../../jobs/steps/context.js'
import { countChanges } from '../../src/base/changes.js'

test('a count serves long while nothing changes; for ten times as long as it took where something did', async () => {
  const changes = countChanges()
  let counted = 0
  const subscribersReached = async () => {
    await setTimeout(20)
    return (counted += 1)
  }
  const context = {
    changes,
    publications: { agenda: {} },
    store: { segments: { subscribersReached } },
  } as unknown as JobContext
  const count = () => audienceCountLately(context, 'agenda')

  const began = performance.now()
  assert.deepEqual(await Promise.all([count(), count()]), [1, 1], 'who asks meanwhile waits for the same')
  const took = performance.now() - began
  changes.made()
  assert.equal(await count(), 1, 'at once still')
  await setTimeout(11 * took)
  assert.equal(await count(), 2)
  await setTimeout(11 * took)
  assert.equal(await count(), 2, 'nothing changed since')
})
