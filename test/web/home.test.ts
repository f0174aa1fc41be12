import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alarm } from '../../jobs/steps/notices.js'
import { fridayAfternoon, saturdayMorning } from '../support/friday.js'
import { openPublicPages } from '../support/public-pages.js'
import { seatPeople } from '../support/seat-people.js'

test('what was sent lately is told at home, however many notices went to staff and to single persons since', async () => {
  const pages = await openPublicPages({ partners: 1 })
  const { friday, url } = pages
  try {
    const { context } = friday.app
    const [seat] = seatPeople(`${friday.dataDir}/semainier.sqlite`, 1, context.publicUrl)
    const home = async () => await (await fetch(`${url}/console`, { headers: { cookie: seat?.cookie ?? '' } })).text()
    assert.match(await home(), /Rien n’est encore parti/)
    await friday.at(fridayAfternoon)
    await friday.at(saturdayMorning)
    await context.store.transaction(async (rows) => {
      for (let notice = 0; notice < 45; notice++)
        await alarm(context, rows, {
          code: 'audience',
          values: { publication: 'Agenda', why: '', about: '' },
          issueId: null,
        })
    })
    context.changes.made()
    const sent = (await home()).split('id="sent"')[1]?.split('</section>')[0] ?? ''
    assert.deepEqual(sent.match(/<li>/g)?.length, 1)
    assert.match(sent, /href="\/console\/envois\/[^"]+"/)
    assert.doesNotMatch(sent, /Rien n’est encore parti/)
  } finally {
    await pages.close()
  }
})
