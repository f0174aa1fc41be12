import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { type App, openApp } from '../../src/app.js'
import { manualClock, type SettableClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { freezeAudience } from '../../src/address/freeze-audience.js'
import { deliverKey } from '../../jobs/steps/deliver-key.js'
import { feedsSchema } from '../../src/domain/settings/feeds.js'
import { officeSchema } from '../../src/domain/settings/office.js'
import { publicationsSchema } from '../../src/domain/settings/publications.js'
import { readEnvironment } from '../../src/settings/environment.js'
import { letter } from '../bench/send/letter.js'
import { openSink } from '../deliver/sink.js'
import { office } from '../fixtures/office.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { mostWithin, windowMs } from '../support/sliding.js'
import { enterPartners } from '../support/enter-partners.js'

const monday = Temporal.Instant.from('2026-07-06T08:00:00Z')
const limits = { minute: 10, hour: 60, day: 100 }
const domains = { '*': { minute: 4 }, 'orange.example.org': { minute: 2, hour: 15 } }
const hosts = ['orange.example.org', 'hotel.example.org', 'gite.example.org', 'camping.example.org']

function openSender(dataDir: string, url: string, clock: SettableClock): Promise<App> {
  return openApp({
    settings: {
      office: officeSchema.parse({ ...office, sending: { connections: 3, limits, domains } }),
      dkimKeys: [],
      ...feedsSchema.parse({ feeds: {} }),
      ...publicationsSchema.parse({ publications: {} }),
    },
    environment: { ...readEnvironment({}), SMTP_URL: url },
    dataDir,
    role: 'test',
    log: silentLog,
    clock,
  })
}

async function freeze({ context: { store } }: App, publication: string, count: number): Promise<string> {
  const email = (number: number) => `${publication}${number}@${hosts[number % hosts.length]}`
  const partners = Array.from({ length: count }, (_, number) => ({ email: email(number) }))
  await enterPartners(store, partners, [publication])
  return await store.transaction(async (rows) => {
    const campaign = { key: publication, kind: 'issue' as const, issueId: null, publication, message: letter(1) }
    const { id } = await rows.ledger.freeze(campaign, freezeAudience(rows.partners.subscriberPages(publication)))
    await rows.jobs.add({ key: deliverKey(id), kind: 'deliver', payload: { campaign: id } })
    return id
  })
}

test('two programs on one database keep all limits together, over restarts, and the sending ends by itself', async () => {
  const dataDir = await scratchFolder('pace')
  const clock = manualClock(monday)
  const arrivals: { at: number; host: string }[] = []
  const sink = await openSink({
    onRcptTo({ address }, _session, answer) {
      arrivals.push({ at: clock.now().epochMilliseconds, host: address.slice(address.indexOf('@') + 1) })
      answer()
    },
  })
  const openBoth = async () =>
    [await openSender(dataDir, sink.url, clock), await openSender(dataDir, sink.url, clock)] as const
  let apps = await openBoth()
  const campaigns = [await freeze(apps[0], 'agenda', 100), await freeze(apps[1], 'guide', 50)]
  try {
    for (let round = 0; (await apps[0].context.store.campaigns.unfinished()).length > 0; round++) {
      assert.ok(round < 2000, 'the sending does not end')
      if (round % 40 === 39) {
        await Promise.all(apps.map((app) => app.close()))
        apps = await openBoth()
      }
      await Promise.all(apps.map((app) => app.queue.runDue()))
      const due = await apps[0].context.store.jobs.nextDue()
      if (due && Temporal.Instant.compare(due, clock.now()) > 0) clock.set(due)
    }
    for (const id of campaigns) {
      const sums = await apps[0].context.store.ledger.sums(id)
      assert.equal(sums.accepted, sums.audience)
    }
    const all = arrivals.map(({ at }) => at)
    assert.equal(all.length, 150)
    for (const [name, limit] of Object.entries(limits)) {
      const most = mostWithin(all, windowMs[name as keyof typeof windowMs])
      assert.ok(most <= limit, `${most} in a ${name}`)
      if (name !== 'minute') assert.equal(most, limit, `only ${most} in a ${name}: the pace is not used`)
    }
    for (const host of hosts) {
      const here = arrivals.filter((one) => one.host === host).map(({ at }) => at)
      const own = host === 'orange.example.org' ? domains['orange.example.org'] : domains['*']
      for (const [name, limit] of Object.entries(own)) {
        const most = mostWithin(here, windowMs[name as keyof typeof windowMs])
        assert.ok(most <= limit, `${most} to ${host} in a ${name}`)
      }
    }
    // 150 at 100 a day, with 15 an hour to one host: no faster, and not much slower.
    const hours = clock.now().since(monday).total('hours')
    assert.ok(hours > 24 && hours < 27, `${hours} hours`)
  } finally {
    await Promise.all(apps.map((app) => app.close()))
    await sink.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})
