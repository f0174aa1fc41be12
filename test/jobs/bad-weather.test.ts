import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { approveIssue } from '../../jobs/steps/decide.js'
import { openSink } from '../deliver/sink.js'
import { fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { answering, freePort } from '../support/web-server.js'
import { enterPartners } from '../support/enter-partners.js'

const blog = answering(rssOf([weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))]), {
  'content-type': 'application/rss+xml; charset=utf-8',
})

test('a mail server that is down: the campaign says why, nothing is lost, and it goes on by itself', async (t) => {
  const port = await freePort()
  const friday = await openFriday(t, { smtpUrl: `smtp://127.0.0.1:${port}` })
  friday.answer(blog)
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning)
  const { store } = friday.app.context
  const campaign = await store.campaigns.byKey('issue/agenda/2026-W28')
  assert.ok(campaign)
  assert.equal(campaign.state, 'blocked')
  assert.match(campaign.state_reason ?? '', /serveur/)
  const { pending, audience } = await store.ledger.sums(campaign.id)
  assert.deepEqual([pending, audience], [3, 3])

  const sink = await openSink({}, port)
  t.after(() => sink.close())
  await friday.at(saturdayMorning.add({ minutes: 20 }))
  assert.equal((await store.campaigns.byId(campaign.id))?.state, 'done')
  assert.equal(sink.messages.filter((one) => one.to.endsWith('@partenaires.example.org')).length, 3)
  await friday.checkSums()
})

/** A disk of four megabytes of its own, or null where this user may not mount one. */
async function smallDisk(t: TestContext): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'semainier-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    await rm(folder, { recursive: true })
    return null
  }
  t.after(async () => {
    execFileSync('umount', ['--lazy', folder])
    await rm(folder, { recursive: true })
  })
  return folder
}

/** Fills the disk to its last block; gives back the way to free it. */
async function fill(disk: string): Promise<() => Promise<void>> {
  const { bavail, bsize } = statfsSync(disk)
  const filler = join(disk, 'filler')
  // Whoever takes a block meanwhile only makes the disk full sooner.
  await writeFile(filler, Buffer.alloc(bavail * bsize)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOSPC') throw error
  })
  return () => rm(filler)
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await what()); tries++) {
    assert.ok(tries < 600, 'waited too long')
    await sleep(50)
  }
}

test('a full disk in mid-send: what the server answered is kept, and all goes on once there is room', async (t) => {
  const disk = await smallDisk(t)
  if (!disk) return t.skip('NOT RUN: only root may mount a small disk')
  let [taken, filled] = [0, false]
  let free = async () => {}
  const sink = await openSink({
    async onMailFrom(_address, _session, answer) {
      taken++
      if (taken === 30 && !filled) {
        filled = true
        free = await fill(disk)
      }
      answer()
    },
  })
  const friday = await openFriday(t, { dataDir: disk, partners: 60, sink })
  friday.answer(blog)
  await friday.at(fridayAfternoon)
  friday.clock.set(saturdayMorning)
  await friday.app.tick()
  friday.app.queue.start()
  const { store } = friday.app.context
  await until(async () => filled)
  await sleep(1200)
  const campaign = await store.campaigns.byKey('issue/agenda/2026-W28')
  assert.ok(campaign && campaign.state !== 'done', 'the disk was not full enough')
  await friday.checkSums()

  await free()
  for (let minutes = 2; minutes <= 10; minutes += 2) {
    await sleep(700)
    friday.clock.set(saturdayMorning.add({ minutes }))
    friday.app.queue.wake()
  }
  await until(async () => (await store.campaigns.byId(campaign.id))?.state === 'done')
  const { accepted, uncertain, audience } = await store.ledger.sums(campaign.id)
  assert.deepEqual({ accepted, uncertain, audience }, { accepted: 60, uncertain: 0, audience: 60 })
  assert.deepEqual([friday.toPartners().length, new Set(friday.toPartners()).size], [60, 60])
  await friday.checkSums()
})

test('a disk that is full when the issue is made: nothing half-made stays, and it is made once there is room', async (t) => {
  const disk = await smallDisk(t)
  if (!disk) return t.skip('NOT RUN: only root may mount a small disk')
  const friday = await openFriday(t, { dataDir: disk })
  friday.answer(blog)
  friday.clock.set(fridayAfternoon)
  await friday.app.tick()
  const free = await fill(disk)
  friday.app.queue.start()
  await sleep(1500)
  assert.equal(await friday.issue(), null)
  await free()
  for (let minutes = 2; minutes <= 8 && !(await friday.issue()); minutes += 2) {
    friday.clock.set(fridayAfternoon.add({ minutes }))
    friday.app.queue.wake()
    await sleep(1200)
  }
  assert.equal((await friday.issue())?.state, 'composed')
  // The proof is a job of its own, which begins once the issue is there.
  await until(async () => (await friday.toStaff()).proofs > 0)
  await friday.app.queue.drain()
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 0 })
  await friday.checkSums()
})

test('nobody to write to: the issue is held, staff know why, and it leaves once partners are entered and it is approved', async (t) => {
  const friday = await openFriday(t, { partners: 0 })
  friday.answer(blog)
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning)
  const { context } = friday.app
  const held = await friday.issue()
  assert.deepEqual([held?.state, held?.stateReason], ['held', 'nobody'])
  assert.equal(await context.store.campaigns.byKey('issue/agenda/2026-W28'), null)
  assert.deepEqual(await friday.toStaff(), { proofs: 1, alarms: 1 })

  await enterPartners(context.store, [{ email: 'late@partenaires.example.org' }], ['agenda'])
  assert.ok(held)
  assert.equal(await approveIssue(context, held, 'Camille', held.revision), 'done')
  await friday.at(saturdayMorning.add({ minutes: 5 }))
  assert.deepEqual(friday.toPartners(), ['late@partenaires.example.org'])
  await friday.checkSums()
})
