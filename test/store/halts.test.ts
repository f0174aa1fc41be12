import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { haltCampaign, requeueStranded, resumeCampaign, settleDeliveries } from '../../jobs/steps/campaign-decisions.js'
import { manualClock } from '../../src/base/clock.js'
import { openStore } from '../../src/store/store.js'
import { onEachEngine, type TestEngine } from '../support/engines.js'
import { anyMessage, recipients } from '../support/ledger.js'

const start = Temporal.Instant.from('2026-07-04T05:30:00Z')

/** A campaign to six, its job queued: one accepted, one uncertain, four that wait. */
async function openCampaign(engine: TestEngine, t: TestContext) {
  const clock = manualClock(start)
  const store = await openStore({ ...(await engine.newPlace(t)), clock })
  t.after(() => store.close())
  const audience = recipients(6)
  const campaign = {
    key: 'issue/agenda/2026-W28',
    kind: 'issue' as const,
    issueId: null,
    publication: null,
    message: anyMessage,
  }
  const { id } = await store.transaction((rows) => rows.ledger.freeze(campaign, [audience]))
  const key = `deliver/${id}`
  await store.jobs.add({ key, kind: 'deliver', payload: { campaign: id } })
  const [sent] = await store.ledger.claim(id, 'w', 1)
  assert.ok(sent)
  await store.ledger.record(
    [{ delivery: sent, outcome: { state: 'accepted', code: 250, reply: 'ok' }, nextAt: null }],
    'w',
  )
  const [inHand] = await store.ledger.claim(id, 'w', 1)
  assert.ok(inHand)
  await store.ledger.record(
    [{ delivery: inHand, outcome: { state: 'uncertain', code: null, reply: 'lost' }, nextAt: null }],
    'w',
  )
  const endJob = async () => {
    const job = await store.jobs.claim('w', ['deliver'])
    assert.ok(job)
    await store.jobs.complete(job)
  }
  const jobState = async () => (await store.jobs.byKey(key))?.state
  return { store, clock, id, uncertain: inHand.id, endJob, jobState }
}

onEachEngine(
  'a pause is told to the sender, recorded with its author, and a resume queues the job again',
  async (engine, t) => {
    const { store, clock, id, endJob, jobState } = await openCampaign(engine, t)
    assert.equal(await store.campaigns.halted(id), null)
    assert.equal(await haltCampaign(store, id, 'paused', 'camille'), true)
    assert.equal(await haltCampaign(store, id, 'paused', 'camille'), false)
    assert.equal(await store.campaigns.halted(id), 'paused')
    const paused = await store.campaigns.byId(id)
    assert.deepEqual(
      [paused?.state, paused?.halted_by, paused?.halted_at],
      ['open', 'camille', '2026-07-04T05:30:00.000Z'],
    )
    await endJob()
    assert.equal(await requeueStranded(store), 0, 'a paused campaign waits for its resume')
    clock.set(start.add({ minutes: 5 }))
    assert.equal(await resumeCampaign(store, id, 'rémi'), true)
    assert.equal(await resumeCampaign(store, id, 'rémi'), false)
    assert.equal(await store.campaigns.halted(id), null)
    assert.equal(await jobState(), 'due')
    assert.deepEqual(
      (await store.campaigns.events(id)).map((event) => ({ ...event })),
      [
        { at: '2026-07-04T05:30:00.000Z', who: 'camille', what: 'paused', note: null },
        { at: '2026-07-04T05:35:00.000Z', who: 'rémi', what: 'resumed', note: null },
      ],
    )
  },
)

onEachEngine(
  'a stop ends the campaign whatever a lane still does; what was never tried waits for a resume',
  async (engine, t) => {
    const { store, id, endJob, jobState } = await openCampaign(engine, t)
    assert.equal(await haltCampaign(store, id, 'stopped', 'camille'), true)
    // A lane that was still at work meets a server that is gone, or finds nothing left.
    await store.campaigns.block(id, 'le serveur ne répond pas')
    await store.campaigns.reopen(id)
    await store.campaigns.finish(id)
    const stopped = await store.campaigns.byId(id)
    assert.deepEqual([stopped?.state, stopped?.state_reason, stopped?.halted], ['done', 'stopped', 'stopped'])
    assert.ok(stopped?.finished_at)
    await endJob()
    assert.equal(await requeueStranded(store), 0)
    const { pending, accepted, uncertain } = await store.ledger.sums(id)
    assert.deepEqual({ pending, accepted, uncertain }, { pending: 4, accepted: 1, uncertain: 1 })
    assert.equal(await resumeCampaign(store, id, 'camille'), true)
    const resumed = await store.campaigns.byId(id)
    assert.deepEqual([resumed?.state, resumed?.state_reason, resumed?.finished_at], ['open', null, null])
    assert.equal(await jobState(), 'due')
  },
)

onEachEngine('what is settled for a resend in a stopped campaign waits with the rest', async (engine, t) => {
  const { store, id, uncertain } = await openCampaign(engine, t)
  await haltCampaign(store, id, 'stopped', 'camille')
  assert.equal(await settleDeliveries(store, id, [uncertain], 'resend', 'camille'), 1)
  assert.equal((await store.campaigns.byId(id))?.state, 'done')
  assert.equal((await store.ledger.sums(id)).pending, 5)
  const [settlement] = await store.campaigns.settlements(id)
  assert.deepEqual([settlement?.delivery_id, settlement?.what, settlement?.who], [uncertain, 'resend', 'camille'])
})

onEachEngine(
  'a campaign is not finished over a delivery that was put back meanwhile, and its job is queued again',
  async (engine, t) => {
    const { store, id, endJob, jobState } = await openCampaign(engine, t)
    await store.campaigns.finish(id)
    assert.equal((await store.campaigns.byId(id))?.state, 'open')
    await endJob()
    assert.equal(await requeueStranded(store), 1)
    assert.equal(await jobState(), 'due')
    assert.equal(await requeueStranded(store), 0)
  },
)

onEachEngine('a campaign that is over can be neither paused nor stopped nor resumed', async (engine, t) => {
  const { store, id } = await openCampaign(engine, t)
  for (;;) {
    const [delivery] = await store.ledger.claim(id, 'w', 1)
    if (!delivery) break
    await store.ledger.record(
      [{ delivery: delivery, outcome: { state: 'accepted', code: 250, reply: 'ok' }, nextAt: null }],
      'w',
    )
  }
  await store.campaigns.finish(id)
  assert.equal((await store.campaigns.byId(id))?.state, 'done')
  assert.equal(await haltCampaign(store, id, 'paused', 'camille'), false)
  assert.equal(await haltCampaign(store, id, 'stopped', 'camille'), false)
  assert.equal(await resumeCampaign(store, id, 'camille'), false)
  assert.deepEqual(await store.campaigns.events(id), [])
  assert.deepEqual(await store.campaigns.inDoubt(), [id])
})

onEachEngine('the figures that are watched, and whether database and program belong together', async (engine, t) => {
  const { store, clock, id } = await openCampaign(engine, t)
  await store.workers.enter('worker')
  clock.set(start.add({ seconds: 30 }))
  const { campaigns, ...figures } = await store.watching.figures()
  assert.deepEqual(
    campaigns.map((one) => [one.id, one.standing, one.sums.pending]),
    [[id, 'open', 4]],
  )
  assert.deepEqual(figures, {
    uncertain: 1,
    jobs: [{ state: 'due', count: 1 }],
    oldestDueSeconds: 30,
    workers: [{ role: 'worker', count: 1 }],
    lastAcceptedSeconds: 30,
  })
  assert.deepEqual(await store.migrationState(), { missing: [], unknown: [] })
})
