import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { openApp } from '../../src/app.js'
import { silentLog } from '../../src/base/log.js'
import { feedsSchema } from '../../src/domain/settings/feeds.js'
import { officeSchema } from '../../src/domain/settings/office.js'
import { publicationsSchema } from '../../src/domain/settings/publications.js'
import { readEnvironment } from '../../src/settings/environment.js'
import type { Store } from '../../src/store/store.js'
import { enterPartners, freezeLetter } from '../bench/send/audience.js'
import { openSink } from '../deliver/sink.js'
import { office } from '../fixtures/office.js'
import { scratchFolder } from '../support/scratch-folder.js'

test('a commit whose answer is lost: what it handed over is given back, and everyone gets one copy', async () => {
  const dataDir = await scratchFolder('lost-commit')
  const sink = await openSink()
  const app = await openApp({
    settings: {
      office: officeSchema.parse({ ...office, sending: { connections: 3 } }),
      dkimKeys: [],
      ...feedsSchema.parse({ feeds: {} }),
      ...publicationsSchema.parse({ publications: {} }),
    },
    environment: { ...readEnvironment({}), SMTP_URL: sink.url },
    dataDir,
    role: 'test',
    log: silentLog,
  })
  const { store } = app.context
  try {
    await enterPartners(store, 40)
    const id = await freezeLetter(store, 'lost', 1)
    let [commits, lost] = [0, 0]
    const transaction: Store['transaction'] = async (work) => {
      const result = await store.transaction(work)
      if (++commits % 4 !== 0 || lost >= 4) return result
      lost++
      throw new Error('the connection to the database was lost')
    }
    Object.assign(app.context, { store: { ...store, transaction } })
    await app.queue.runDue()
    assert.equal(lost, 4)
    const sums = await store.ledger.sums(id)
    assert.deepEqual([sums.accepted, sums.audience], [40, 40])
    assert.equal(sink.messages.length, 40)
    assert.equal(new Set(sink.messages.map((one) => one.to)).size, 40)
    for (const row of await store.campaigns.deliveries(id)) assert.equal(row.attempt, 1)
  } finally {
    await app.close()
    await sink.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})
