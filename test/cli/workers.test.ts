import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../src/store/store.js'
import { audit, checkSum } from '../campaigns/kill/audit.js'
import { enterPartners, freezeCampaign } from '../campaigns/kill/freeze.js'
import { openSlowSink } from '../campaigns/kill/slow-sink.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { engines } from '../support/engines.js'
import { runProgram } from '../support/program.js'
import { seededRandom } from '../support/random.js'
import { startRedis } from '../support/redis.js'
import { scratchFolder } from '../support/scratch-folder.js'

const redis = await startRedis()
after(() => redis?.close())
const server = engines.find((engine) => engine.name === 'PostgreSQL')?.server
const onSeveral = { skip: !(redis && server) && 'PostgreSQL or Redis is not installed' }

/** An office on PostgreSQL and Redis, whose processes a test starts. */
async function openOffice(t: TestContext, partners: number) {
  const folder = await scratchFolder('workers')
  const databaseUrl = (await server?.newDatabase()) ?? ''
  const folders = { configDir: `${folder}/config`, dataDir: `${folder}/data`, databaseUrl }
  const sink = await openSlowSink(seededRandom(7), [15, 40])
  await writeConfigFolder(folders.configDir, { rss: 'http://127.0.0.1:9/feed/' })
  await enterPartners(folders, partners)
  const store = await openStore({ url: databaseUrl })
  const environment = { SMTP_URL: sink.url, DATABASE_URL: databaseUrl, REDIS_URL: redis?.url ?? '' }
  const run = (...args: string[]) => {
    const program = runProgram([...args, '--config', folders.configDir, '--data', folders.dataDir], environment)
    t.after(() => program.process.kill('SIGKILL'))
    return program
  }
  t.after(async () => {
    await store.close()
    await sink.close()
    await rm(folder, { recursive: true, force: true })
  })
  const until = async (what: () => Promise<boolean>) => {
    for (let tries = 0; !(await what()); tries++) {
      if (tries > 400) throw new Error('waited too long')
      await sleep(50)
    }
  }
  return { folders, sink, store, run, until }
}

test(
  'of several workers each message leaves once; one that is ended drains, and the other finishes',
  onSeveral,
  async (t) => {
    const office = await openOffice(t, 50)
    const workers = [office.run('worker'), office.run('worker')]
    await Promise.all(workers.map((worker) => worker.said('Au travail')))
    const alive = office.run('worker', '--alive', '--json')
    assert.equal(await alive.ended, 0, alive.output())
    assert.equal((JSON.parse(alive.output()) as unknown[]).length, 2)

    const id = await freezeCampaign(office.folders, 0)
    const accepted = async () => (await office.store.ledger.sums(id)).accepted
    await office.until(async () => (await accepted()) > 10)
    // Whichever of them sends is ended: the other takes over.
    const owner = (await office.store.jobs.byKey(`deliver/${id}`))?.owner
    const living = await office.store.workers.living('worker')
    const sending = workers.find((worker) => worker.process.pid === living.find((one) => one.id === owner)?.pid)
    assert.ok(sending, `${owner} is none of the workers`)
    sending.process.kill('SIGTERM')
    assert.equal(await sending.ended, 0, sending.output())
    const { uncertain, sending: inDoubt } = await office.store.ledger.sums(id)
    assert.ok(uncertain + inDoubt <= 4)
    await checkSum(office.store, id, 52)
    await office.until(async () => (await office.store.campaigns.unfinished()).length === 0)
    const end = await audit(office.store, [id], office.sink.messages)
    assert.deepEqual([end.accepted, end.uncertain, end.lost, end.doubled], [50, 0, 0, 0])
  },
)

test('of two starts at once on one PostgreSQL, one goes on', onSeveral, async (t) => {
  const office = await openOffice(t, 1)
  const starts = [office.run('start', '--port', '0'), office.run('start', '--port', '0')]
  const first = await Promise.race(starts.map(async (start) => ({ start, code: await start.ended })))
  assert.equal(first.code, 1)
  assert.match(first.start.output(), /tourne déjà sur ces données \(processus \d+ sur /)
  const other = starts.find((start) => start !== first.start)
  assert.ok(other)
  await other.said('écoute')
  other.process.kill('SIGTERM')
  assert.equal(await other.ended, 0, other.output())
})

test('without its database a command says so, and shows no password', async () => {
  const environment = { DATABASE_URL: 'postgres://office:hunter2@127.0.0.1:9/semainier' }
  const program = runProgram(['campaigns', '--json'], environment)
  assert.equal(await program.ended, 1)
  assert.match(program.output(), /La base de données ne répond pas : connect ECONNREFUSED 127\.0\.0\.1:9/)
  assert.ok(!program.output().includes('hunter2'))
})
