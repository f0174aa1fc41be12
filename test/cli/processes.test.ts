import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseFile } from '../support/database-file.js'
import { weekAfter } from '../../src/domain/index.js'
import { openStore } from '../../src/store/store.js'
import { audit, checkSum } from '../campaigns/kill/audit.js'
import { enterPartners, freezeCampaign } from '../campaigns/kill/freeze.js'
import { openSlowSink } from '../campaigns/kill/slow-sink.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { runProgram } from '../support/program.js'
import { seededRandom } from '../support/random.js'
import { rssOf } from '../support/rss.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { answering, startWebServer } from '../support/web-server.js'

const sendDate = '2026-07-11'

/** Folders, a slow mail server, a blog with the article of the week, and an eye on the database. */
async function openWorld(t: TestContext, partners: number) {
  const folder = await scratchFolder('processes')
  const folders = { configDir: `${folder}/config`, dataDir: `${folder}/data` }
  const sink = await openSlowSink(seededRandom(5), [15, 40])
  const article = weeklyArticle(weekAfter(sendDate), Temporal.Now.instant())
  const blog = await startWebServer(t, { '/feed/': answering(rssOf([article]), { 'content-type': 'text/xml' }) })
  await writeConfigFolder(folders.configDir, { rss: `${blog}/feed/` })
  await enterPartners(folders, partners)
  const store = await openStore({ file: databaseFile(folders.dataDir) })
  const run = (...args: string[]) => {
    const program = runProgram([...args, '--config', folders.configDir, '--data', folders.dataDir], {
      SMTP_URL: sink.url,
    })
    t.after(() => program.process.kill('SIGKILL'))
    return program
  }
  t.after(async () => {
    await store.close()
    await sink.close()
    await rm(folder, { recursive: true, force: true })
  })
  const accepted = async (id: string) => (await store.ledger.sums(id)).accepted
  const until = async (what: () => Promise<boolean>) => {
    for (let tries = 0; !(await what()); tries++) {
      if (tries > 400) throw new Error('waited too long')
      await sleep(50)
    }
  }
  const allDone = async () => (await store.campaigns.unfinished()).length === 0
  return { folders, sink, store, run, accepted, until, allDone }
}

test('SIGTERM in mid-send drains: nothing is in doubt, the exit code is 0, and the next start finishes', async (t) => {
  const world = await openWorld(t, 80)
  const first = world.run('start', '--port', '0')
  await first.said('écoute')
  const id = await freezeCampaign(world.folders, 0)
  await world.until(async () => (await world.accepted(id)) > 10)
  first.process.kill('SIGTERM')
  assert.equal(await first.ended, 0, first.output())
  const sums = await world.store.ledger.sums(id)
  assert.equal(sums.sending + sums.uncertain, 0)
  assert.ok(sums.pending > 0, 'it was not in mid-send')
  await checkSum(world.store, id, 82)

  const second = world.run('start', '--port', '0')
  await world.until(world.allDone)
  second.process.kill('SIGTERM')
  assert.equal(await second.ended, 0)
  const end = await audit(world.store, [id], world.sink.messages)
  assert.deepEqual([end.accepted, end.uncertain, end.lost, end.doubled], [80, 0, 0, 0])
})

test('a second start on the same data says so and ends, and the first goes on', async (t) => {
  const world = await openWorld(t, 40)
  const first = world.run('start', '--port', '0')
  await first.said('écoute')
  const id = await freezeCampaign(world.folders, 0)
  const second = world.run('start', '--port', '0')
  assert.equal(await second.ended, 1)
  assert.match(second.output(), new RegExp(`tourne déjà sur ces données \\(processus ${first.process.pid}`))
  await world.until(world.allDone)
  const end = await audit(world.store, [id], world.sink.messages)
  assert.deepEqual([end.accepted, end.uncertain, end.lost, end.doubled], [40, 0, 0, 0])
})

test('send beside a running start: one copy each, whoever takes the work', async (t) => {
  const world = await openWorld(t, 60)
  const running = world.run('start', '--port', '0')
  await running.said('écoute')
  const [one, other] = [
    world.run('send', 'agenda', '--date', sendDate),
    world.run('send', 'agenda', '--date', sendDate),
  ]
  assert.deepEqual([await one.ended, await other.ended], [0, 0], one.output() + other.output())
  const campaigns = (await world.store.campaigns.list()).filter((campaign) => campaign.kind === 'issue')
  assert.equal(campaigns.length, 1)
  const end = await audit(world.store, [campaigns[0]?.id ?? ''], world.sink.messages)
  assert.deepEqual([end.accepted, end.uncertain, end.lost, end.doubled], [60, 0, 0, 0])
})
