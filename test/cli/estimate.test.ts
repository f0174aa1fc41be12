import assert from 'node:assert/strict'
import { appendFile, rm } from 'node:fs/promises'
import { test } from 'node:test'
import { openApp } from '../../src/app.js'
import { manualClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { hourOf } from '../../src/cli/hour.js'
import { watchCampaign } from '../../src/cli/watch-campaign.js'
import { readEnvironment } from '../../src/settings/environment.js'
import { loadOfficeFolder } from '../../src/settings/load.js'
import { enterPartners, freezeLetter } from '../bench/send/audience.js'
import { openSink } from '../deliver/sink.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'

test('with 20 an hour, a send to 50 is told to end two hours after its beginning, in the office’s language', async () => {
  const folder = await scratchFolder('estimate')
  const folders = { config: `${folder}/config`, data: `${folder}/data` }
  await writeConfigFolder(folders.config, { rss: 'http://127.0.0.1:9/feed/' }, { limits: { hour: 20 } })
  const sink = await openSink()
  const began = Temporal.Now.instant()
  const app = await openApp({
    settings: loadOfficeFolder(folders.config),
    environment: { ...readEnvironment({}), SMTP_URL: sink.url },
    dataDir: folders.data,
    role: 'test',
    log: silentLog,
  })
  try {
    await enterPartners(app.context.store, 50)
    const id = await freezeLetter(app.context.store, 'estimate', 1)
    await app.queue.runDue()
    assert.equal(sink.messages.length, 20)
    const seen = await watchCampaign(
      app,
      id,
      () => {},
      () => true,
    )
    const minutes = seen.end && began.until(seen.end).total('minutes')
    assert.ok(minutes && minutes >= 120 && minutes < 121, `${minutes} minutes`)

    const shown = async () => {
      const program = runProgram(['campaigns', id, '--config', folders.config, '--data', folders.data])
      assert.equal(await program.ended, 0)
      return program.output()
    }
    assert.match(await shown(), /fin prévue vers .*\d\d:\d\d/)
    await appendFile(`${folders.config}/office.yaml`, 'language: en\n')
    assert.match(await shown(), /expected to end around .*\d\d:\d\d/)
  } finally {
    await app.close()
    await sink.close()
    await rm(folder, { recursive: true, force: true })
  }
})

test('an hour is told in the office’s zone, with the day when it is another', () => {
  const clock = manualClock(Temporal.Instant.from('2026-07-04T20:00:00Z'))
  const at = (instant: string, language: 'fr' | 'en') =>
    hourOf(Temporal.Instant.from(instant), { office: { timeZone: 'Europe/Paris', language }, clock })
  assert.equal(at('2026-07-04T21:30:00Z', 'fr'), '23:30')
  assert.equal(at('2026-07-05T06:05:00Z', 'fr'), 'dimanche 5 juillet, 08:05')
  assert.equal(at('2026-07-05T06:05:00Z', 'en'), 'Sunday, July 5, 08:05')
})
