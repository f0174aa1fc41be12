import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ReportedDelivery, reportCampaign } from '../../src/report/campaign-report.js'

const line = (values: Partial<ReportedDelivery>): ReportedDelivery => ({
  state: 'accepted',
  reason: null,
  code: 250,
  reply: 'ok',
  updated_at: '2026-07-04T05:30:10.000Z',
  ...values,
})

test('a report tells who had it, who did not and why, and when', () => {
  const report = reportCampaign([
    line({ updated_at: '2026-07-04T05:30:12.000Z' }),
    line({}),
    line({ state: 'failed', code: 550, reply: 'no such user' }),
    line({ state: 'failed', code: 550, reply: 'no such mailbox' }),
    line({ state: 'failed', code: 554, reply: 'spam' }),
    line({ state: 'excluded', reason: 'unsubscribed', code: null }),
    line({ state: 'uncertain', code: null }),
  ])
  assert.equal(report.sums.audience, 7)
  assert.deepEqual(report.leftOut, [{ reason: 'unsubscribed', count: 1 }])
  assert.deepEqual(report.refusals, [
    { code: 550, count: 2, reply: 'no such user' },
    { code: 554, count: 1, reply: 'spam' },
  ])
  assert.deepEqual(
    [report.firstAccepted, report.lastAccepted],
    ['2026-07-04T05:30:10.000Z', '2026-07-04T05:30:12.000Z'],
  )
})

test('a campaign of nobody has a report too', () => {
  const report = reportCampaign([])
  assert.equal(report.sums.audience, 0)
  assert.deepEqual([report.firstAccepted, report.refusals], [null, []])
})
