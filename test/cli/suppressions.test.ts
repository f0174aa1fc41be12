import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { openStore } from '../../src/store/store.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { databaseFile } from '../support/database-file.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { enterPartners } from '../support/enter-partners.js'

test('staff see who is left out and why, and lift what is theirs to lift', async (t) => {
  const folder = await scratchFolder('suppressions')
  t.after(() => rm(folder, { recursive: true }))
  const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/' })
  const run = async (...args: string[]) => {
    const program = runProgram(['suppressions', ...args, '--config', config, '--data', `${folder}/data`])
    return { code: await program.ended, said: program.output() }
  }
  assert.match((await run()).said, /Aucune adresse/)
  const store = await openStore({ file: databaseFile(`${folder}/data`) })
  await enterPartners(store, [{ email: 'gone@example.org' }], ['agenda'])
  await store.suppressions.suppress('gone@example.org', 'bounced')
  await store.suppressions.suppress('never@example.org', 'opposed')
  await store.close()

  const { suppressions } = JSON.parse((await run('--json')).said) as {
    suppressions: { reason: string; address: string }[]
  }
  assert.deepEqual(suppressions.map((one) => [one.reason, one.address]).sort(), [
    ['bounced', 'gone@example.org'],
    ['opposed', null],
  ])
  assert.equal((await run('lift', 'Gone@example.org')).code, 0)
  assert.equal((await run('lift', 'gone@example.org')).code, 1, 'it is no longer there')
  assert.equal((await run('lift', 'never@example.org')).code, 3, 'a person’s wish stays')
  assert.equal((await run('lift', 'never@example.org', '--asked')).code, 0)
  assert.match((await run()).said, /Aucune adresse/)
})
