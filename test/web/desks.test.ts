import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alarm } from '../../jobs/steps/notices.js'
import { fridayAfternoon, type FridayOptions, saturdayMorning } from '../support/friday.js'
import { openPublicPages } from '../support/public-pages.js'
import { seatPeople } from '../support/seat-people.js'

/** The program and somebody who looks at its screens. */
async function atDesk(options: FridayOptions) {
  const pages = await openPublicPages(options)
  const { friday, url } = pages
  const { context } = friday.app
  const [seat] = seatPeople(`${friday.dataDir}/semainier.sqlite`, 1, context.publicUrl)
  const headers = { cookie: seat?.cookie ?? '' }
  const get = async (path: string) => await (await fetch(`${url}/console${path}`, { headers })).text()
  return { pages, friday, context, get }
}

test('what was sent lately is told at home, however many notices went to staff and to single persons since', async () => {
  const { pages, friday, context, get } = await atDesk({ partners: 1 })
  try {
    assert.match(await get(''), /Rien n’est encore parti/)
    await friday.at(fridayAfternoon)
    await friday.at(saturdayMorning)
    await context.store.transaction(async (rows) => {
      const values = { publication: 'Agenda', why: '', about: '' }
      for (let notice = 0; notice < 45; notice++)
        await alarm(context, rows, { code: 'audience', values, issueId: null })
    })
    context.changes.made()
    const sent = (await get('')).split('id="sent"')[1]?.split('</section>')[0] ?? ''
    assert.equal(sent.match(/<li>/g)?.length, 1)
    assert.match(sent, /href="\/console\/envois\/[^"]+"/)
    assert.doesNotMatch(sent, /Rien n’est encore parti/)
  } finally {
    await pages.close()
  }
})

test('an issue whose segment is not there says so, and not that nobody is subscribed; nor can it be sent by hand', async () => {
  const { pages, friday, get } = await atDesk({ partners: 1, publication: { audience: 'anglophones' } })
  try {
    await friday.at(fridayAfternoon)
    const path = `/numeros/${(await friday.issue())?.id}`
    const [desk, sendNow] = [await get(path), await get(`${path}/envoyer`)]
    assert.doesNotMatch(sendNow, /<form[^>]*action="[^"]*\/envoyer"/)
    for (const page of [desk, sendNow]) {
      assert.match(page, /class="finding blocks risk">[^<]*anglophones[^<]*<a href="\/console\/segments">/)
      assert.doesNotMatch(page, /personne n’y est abonné/)
    }
  } finally {
    await pages.close()
  }
})
