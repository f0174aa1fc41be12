import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brokenFaultPromises, runFaultCampaign } from '../campaigns/faults/run.js'

test('a server that plays every fault of SMTP gets each message once at most, and each row ends as its record says', async () => {
  const report = await runFaultCampaign({ recipients: 400, seed: 1 })
  assert.deepEqual(brokenFaultPromises(report), [])
  assert.ok(report.uncertain > 0, 'no conversation was cut in DATA')
  assert.ok(report.failed > 0, 'nobody was refused')
  assert.ok(report.checks > 20)
})
