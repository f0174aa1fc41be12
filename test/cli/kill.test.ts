import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brokenPromises, runKillCampaign } from '../campaigns/kill/run.js'

test('three kills in mid-send lose nobody, double nobody, and leave at most the open connections in doubt', async () => {
  const report = await runKillCampaign({ kind: 'one-machine', kills: 3, partners: 120, seed: 3, lifeMs: [50, 700] })
  assert.deepEqual(brokenPromises(report), [])
  assert.equal(report.kills, 3)
  assert.ok(report.mostInHand > 0, 'no kill met a message in hand')
})
