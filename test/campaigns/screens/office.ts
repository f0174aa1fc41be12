import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { release } from '../../../jobs/edition-release.js'
import { readRelease } from '../../../jobs/read-release.js'
import { staffOrigin } from '../../../src/domain/index.js'
import { editionsPublication } from '../../../src/domain/settings/editions.js'
import { press } from '../../journeys/browser.js'
import { type ConsoleUnderTest, openConsole } from '../../support/console.js'
import { enterPartners } from '../../support/enter-partners.js'
import { fridayAfternoon, saturdayMorning } from '../../support/friday.js'
import { guidePdf } from '../../support/guide-pdf.js'
import { openNewsBlog } from '../../support/news-blog.js'
import { writeRelease } from '../../support/release.js'
import { scratchFolder } from '../../support/scratch-folder.js'

const communes = { Auch: [43.646, 0.586], Pavie: [43.61, 0.59], Mirande: [43.516, 0.404] } as const
const kinds = ['hotel', 'campsite', 'restaurant', 'museum-or-site'] as const

/** An office in the middle of its season: something stands on every screen. */
export async function busyOffice(): Promise<ConsoleUnderTest> {
  const ends: (() => unknown)[] = []
  const asTest = { after: (end: () => unknown) => void ends.unshift(end) } as unknown as TestContext
  const blog = await openNewsBlog(asTest)
  const desk = await openConsole({ partners: 0, news: { rest: blog.rest, settings: { most: 6 } } })
  const folder = await scratchFolder('screens')
  ends.unshift(
    () => desk.close(),
    () => rm(folder, { recursive: true, force: true }),
  )
  const { friday, url, post } = desk
  const { context } = friday.app
  const { store } = context

  const partners = Array.from({ length: 12 }, (_, index) => {
    const commune = (['Auch', 'Pavie', 'Mirande'] as const)[index % 3]!
    const [latitude, longitude] = communes[commune]
    return {
      email: `p${index + 1}@partenaires.example.org`,
      organisation: `Maison ${index + 1}`,
      kind: kinds[index % kinds.length]!,
      commune,
      address: `${index + 1} rue des Tilleuls`,
      latitude: latitude + index / 1000,
      longitude,
    }
  })
  await enterPartners(store, partners, ['agenda', 'nouvelles'])
  await store.transaction((rows) =>
    rows.segments.save('Hôtels', { all: [{ kind: ['hotel'] }] }, staffOrigin('Camille')),
  )
  await store.transaction((rows) =>
    rows.segments.save('Campings', { all: [{ kind: ['campsite'] }] }, staffOrigin('Camille')),
  )

  // The month's draft, and the week that has left.
  await friday.at(Temporal.Instant.from('2026-06-30T07:00:00Z'))
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning)

  const path = await writeRelease(folder)
  await writeFile(join(folder, 'guide.pdf'), await guidePdf(['Auch', 'Pavie', 'Mirande', 'Gimont']))
  const { announcement, edition } = await readRelease(context, path)
  await store.announcements.approve(announcement.id, announcement.revision, 'Camille')
  await release(context, announcement.id, staffOrigin('Camille'))
  await friday.app.queue.runDue()
  await readRelease(context, await writeRelease(folder, { edition: { title: 'Carte des balades', year: 2026 } }))

  const readers = (await store.partners.subscriberPages(editionsPublication).next()).value ?? []
  for (const { token } of readers) {
    const form = await (await fetch(`${url}/commande/${token}`)).text()
    const [, key = ''] = /name="key" value="([\w-]+)"/.exec(form) ?? []
    await post(`/commande/${token}`, { [`copies-${edition.id}`]: '30', key, way: 'delivery', remark: 'Merci.' })
  }
  const editor = await desk.somebody('editor')
  await editor.goto(`${url}/console/tournees`)
  await press(editor, 'form.narrow button[type=submit]')
  await editor.browserContext().close()
  return {
    ...desk,
    async close() {
      for (const end of ends) await end()
    },
  }
}
