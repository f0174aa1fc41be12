import assert from 'node:assert/strict'
import { test } from 'node:test'
import { haltCampaign, resumeCampaign } from '../../jobs/steps/campaign-decisions.js'
import type { Halt } from '../../src/domain/index.js'
import { openSink } from '../deliver/sink.js'
import { type Friday, fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { answering } from '../support/web-server.js'

const partners = 40
const key = 'issue/agenda/2026-W28'

for (const kind of ['paused', 'stopped'] satisfies Halt[]) {
  test(`a send that is ${kind} in its midst ends what is in hand, and gives the rest one copy each when it is resumed`, async (t) => {
    let friday: Friday | null = null
    let met = 0
    const sink = await openSink({
      onRcptTo({ address }, _session, answer) {
        const halt = async () => {
          if (!friday || !address.endsWith('@partenaires.example.org') || ++met !== 6) return
          const { store } = friday.app.context
          assert.equal(await haltCampaign(store, (await store.campaigns.byKey(key))?.id ?? '', kind, 'camille'), true)
        }
        halt().then(() => answer(), answer)
      },
    })
    friday = await openFriday(t, { sink, partners })
    friday.answer(
      answering(rssOf([weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))]), { 'content-type': 'text/xml' }),
    )
    await friday.at(fridayAfternoon)
    await friday.at(saturdayMorning)
    const { store, office } = friday.app.context
    const id = (await store.campaigns.byKey(key))?.id ?? ''
    const half = await store.ledger.sums(id)
    assert.equal(half.sending + half.uncertain, 0)
    assert.ok(
      half.accepted >= 5 && half.accepted <= 6 + 2 * office.sending.connections,
      `${half.accepted} were accepted`,
    )
    assert.equal(half.pending, partners - half.accepted)
    await friday.at(saturdayMorning.add({ minutes: 30 }))
    assert.equal((await store.ledger.sums(id)).accepted, half.accepted, 'something left meanwhile')
    assert.equal((await store.campaigns.byId(id))?.state, kind === 'stopped' ? 'done' : 'open')

    assert.equal(await resumeCampaign(store, id, 'camille'), true)
    await friday.at(saturdayMorning.add({ minutes: 31 }))
    assert.equal((await store.ledger.sums(id)).accepted, partners)
    assert.equal((await store.campaigns.byId(id))?.state, 'done')
    const copies = friday.toPartners()
    assert.deepEqual([copies.length, new Set(copies).size], [partners, partners])
    await friday.checkSums()
  })
}
