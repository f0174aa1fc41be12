import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { openStore } from '../../src/store/store.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { databaseFile } from '../support/database-file.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { enterPartners } from '../support/enter-partners.js'

const rule = `all:
  - kind: [hôtel, campings]
  - commune: [Auch, Le Houga]
`

test('segments are saved from a file, shown, and deleted only when somebody says yes', async (t) => {
  const folder = await scratchFolder('segments')
  t.after(() => rm(folder, { recursive: true, force: true }))
  const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' })
  const run = async (...args: string[]) => {
    const program = runProgram(['segments', ...args, '--config', config, '--data', `${folder}/data`])
    return { code: await program.ended, said: program.output() }
  }
  const store = await openStore({ file: databaseFile(`${folder}/data`) })
  const hotel = (organisation: string, commune: string) => {
    return { kind: 'hotel', organisation, commune, email: `${organisation}@example.org` }
  }
  await enterPartners(store, [hotel('Midi', 'Auch'), hotel('Lac', 'LE HOUGA'), hotel('Nord', 'Pavie')], [])
  await store.close()
  const [right, wrong] = [`${folder}/rule.yaml`, `${folder}/wrong.yaml`]
  await writeFile(right, rule)
  await writeFile(wrong, rule.replace('kind', 'kin').replace('[Auch, Le Houga]', ''))

  const sentence = 'Hôtels et campings d’Auch ou du Houga'
  assert.deepEqual(await run('save', 'Hébergeurs', right, '--by', 'Camille'), {
    code: 0,
    said: `Enregistré : Hébergeurs. ${sentence} : 2 contacts.\n`,
  })
  const shown = JSON.parse((await run('hebergeurs', '--search', 'midi', '--json')).said) as object
  const member = { organisation: { name: 'Midi', commune: 'Auch' }, notWritten: 'not-subscribed' }
  assert.partialDeepStrictEqual(shown, { sentence, contacts: 2, addresses: 2, total: 1, members: [member] })

  const refused = await run('save', 'Faux', wrong)
  assert.equal(refused.code, 2)
  assert.match(refused.said, /wrong\.yaml:2:\d+ all\[0\]\.kin.*« kind »/)
  assert.match(refused.said, /wrong\.yaml:3:\d+ all\[1\]\.commune.*une ou plusieurs communes/)

  assert.equal((await run('delete', 'Hébergeurs')).code, 2, 'nobody is there to say yes')
  assert.equal((await run()).said, `Hébergeurs : 2 contacts\n  ${sentence}\n`)
  assert.equal((await run('delete', 'hébergeurs', '--yes')).code, 0)
})
