import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { test, type TestContext } from 'node:test'
import { openStore } from '../../src/store/store.js'
import { enterPartners, freezeCampaign } from '../campaigns/kill/freeze.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { databaseFile } from '../support/database-file.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'

/** A campaign to six, two left out besides: one accepted, two uncertain, three that wait; and the program on its data. */
async function openDesk(t: TestContext) {
  const folder = await scratchFolder('campaigns')
  const folders = { configDir: `${folder}/config`, dataDir: `${folder}/data` }
  await writeConfigFolder(folders.configDir, { rss: 'http://127.0.0.1:9/' })
  await enterPartners(folders, 6)
  const id = await freezeCampaign(folders, 0)
  const store = await openStore({ file: databaseFile(folders.dataDir) })
  t.after(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  const outcomes = [
    { state: 'accepted', code: 250, reply: 'ok' },
    { state: 'uncertain', code: null, reply: 'lost' },
    { state: 'uncertain', code: null, reply: 'lost' },
  ] as const
  const numbers: number[] = []
  for (const outcome of outcomes) {
    const [delivery] = await store.ledger.claim(id, 'w', 1)
    assert.ok(delivery)
    await store.ledger.record([{ delivery: delivery, outcome: outcome, nextAt: null }], 'w')
    numbers.push(Number(delivery.id.split('-')[1]))
  }
  const run = async (...args: string[]) => {
    const program = runProgram(['campaigns', ...args, '--config', folders.configDir, '--data', folders.dataDir])
    return { code: await program.ended, said: program.output() }
  }
  return { store, id, run, numbers }
}

const who = userInfo().username

test('staff pause, resume and stop a send, and are told who has had it', async (t) => {
  const { store, id, run } = await openDesk(t)
  const paused = await run(id, '--pause')
  assert.equal(paused.code, 0, paused.said)
  assert.match(
    paused.said,
    new RegExp(`En pause depuis 20.+ par ${who}. Pour reprendre : semainier campaigns ${id} --resume`),
  )
  assert.equal((await run(id, '--resume')).code, 0)
  const stopped = await run(id, '--stop')
  assert.match(stopped.said, new RegExp(`Arrêté le 20.+ par ${who}`))
  assert.match(stopped.said, /Un destinataire l’a eu, 3 ne l’ont pas eu, 2 sont incertains/)
  assert.match(stopped.said, /Pour envoyer le reste \(3\) : semainier campaigns \w+ --resume/)
  assert.match(stopped.said, /Que faire : docs\/quand-un-envoi-s-arrete\.md/)

  const told = JSON.parse((await run(id, '--json')).said) as {
    stopped: Record<'have' | 'haveNot' | 'unsure', { number: number; email: string; state: string }[]>
    events: { what: string; who: string }[]
  }
  assert.deepEqual([told.stopped.have.length, told.stopped.haveNot.length, told.stopped.unsure.length], [1, 3, 2])
  assert.match(told.stopped.have[0]?.email ?? '', /^partenaire\d@/)
  assert.deepEqual(
    told.events.map(({ what, who }) => `${what} ${who}`),
    [`paused ${who}`, `resumed ${who}`, `stopped ${who}`],
  )
  assert.equal((await store.campaigns.byId(id))?.state, 'done')
})

test('uncertain deliveries are decided one by one, and by whom is shown', async (t) => {
  const { store, id, run, numbers } = await openDesk(t)
  const [accepted, first, second] = numbers.map(String) as [string, string, string]
  const one = await run(id, '--settle', 'resend', '--delivery', first)
  assert.equal(one.code, 0, one.said)
  assert.match(one.said, /Une remise sera renvoyée, sous le même Message-ID/)
  assert.match(one.said, /Une remise est incertaine : le serveur l’a peut-être prise/)
  assert.match(one.said, new RegExp(`remise n° ${first}, à renvoyer, sur décision : ${who}`))
  assert.deepEqual([(await run(id, '--settle', 'resend', '--delivery', accepted)).code], [3])
  assert.equal((await run(id, '--pause', '--stop')).code, 2)
  const { uncertain, pending } = await store.ledger.sums(id)
  assert.deepEqual({ uncertain, pending }, { uncertain: 1, pending: 4 })
  await store.ledger.settle(`${id}-${second.padStart(7, '0')}`, 'take-as-sent', 'smtp-log')
  assert.match((await run(id)).said, /tenu pour envoyé, sur décision : le journal du serveur de courrier/)
})
