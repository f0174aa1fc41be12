import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { importPartners } from '../../jobs/import-partners.js'
import { sendingSchema } from '../../src/domain/settings/sending.js'
import { weekAfter } from '../../src/domain/index.js'
import { loadMjml } from '../../src/render/mjml.js'
import { openSink, type Sink } from '../deliver/sink.js'
import { startDovecot, withoutDovecot } from '../support/dovecot.js'
import { fridayAfternoon, saturdayMorning, week } from '../support/friday.js'
import { startPostfix, withoutPostfix } from '../support/postfix.js'
import { openPublicPages } from '../support/public-pages.js'
import { rssOf } from '../support/rss.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { answering } from '../support/web-server.js'
import { weeklyArticle } from '../support/weekly-article.js'
import { openBrowser, press } from './browser.js'

const hotel = 'accueil@hotel-du-cours.example.org'
const gite = 'jeanne@gite-du-pont.example.org'
const ferme = 'contact@ferme-du-haget.example.org'
const camping = 'camping@camping-des-lacs.example.org'

/** As a French spreadsheet writes it; the campsite stands in it twice, and counts once. */
const list = `Structure;Typologie;Commune;Contact;E-mail;Langue
Hôtel du Cours;Hôtel;Auch;;${hotel};fr
Gîte du Pont;Meublé de tourisme;Pavie;Jeanne Lanne;${gite};fr
Ferme du Haget;Ferme;Jégun;Ève Daroux;${ferme};fr
Camping des Lacs;Camping;Auch;;${camping};fr
CAMPING DES LACS;Camping;AUCH;;${camping};fr
`

const guideSeries = 'Le guide de la semaine'
const retours = 'retours@tourisme.example.org'
const nextWeek = { hours: 7 * 24 }

/** Waits, for half a minute at most, until servers have done with a message what is looked for. */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await holds()); await sleep(20)) assert.ok(Date.now() < end, what)
}

/** Partners' mail as their servers took it, "publication: address"; one hotel's mailbox is no more. */
function partnersServer(): Promise<Sink> {
  return openSink({
    onRcptTo: ({ address }, _session, answer) =>
      answer(
        address === hotel ? Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 }) : undefined,
      ),
  })
}

test(
  'partners are imported, written to, stopped by a bounce, by their own choice and by erasure, each with its reason',
  { skip: withoutDovecot() || withoutPostfix() },
  async (t) => {
    const folder = await scratchFolder('partners')
    t.after(() => rm(folder, { recursive: true }))
    const browserStarts = openBrowser()
    t.after(async () => (await browserStarts).close())
    // What lays out mails loads while the servers start.
    void loadMjml()
    const dovecot = await startDovecot(t)
    const sink = await partnersServer()
    // The office's own mail server: it relays to the partners', tells the sender what they refuse, and puts what
    // returns into the mailbox.
    const { path, uid, gid } = dovecot.maildir
    const postfix = await startPostfix(t, '', {
      default_transport: `smtp:[127.0.0.1]:${sink.port}`,
      transport_maps: 'regexp:{{/^retours(\\+.*)?@/ virtual:}}',
      virtual_mailbox_base: path,
      virtual_mailbox_maps: 'regexp:{{/^retours/ ./}}',
      virtual_uid_maps: `static:${uid}`,
      virtual_gid_maps: `static:${gid}`,
    })
    const pages = await openPublicPages({
      partners: 0,
      sink,
      smtpUrl: `smtp://127.0.0.1:${postfix.port}`,
      imapUrl: dovecot.url,
      guides: { title: 'Le guide', article: { title: guideSeries }, send: { time: '10:00' } },
      office: { sending: sendingSchema.parse({ returnPath: { address: retours, verp: true } }) },
    })
    t.after(() => pages.close())
    const { friday } = pages
    const { store } = friday.app.context
    /** To whom a publication came; a proof holds it too, but is not sent as it. */
    const reachedBy = (publication: string) => {
      const isOf = ({ raw }: { raw: string }) =>
        raw.slice(0, raw.indexOf('\r\n\r\n')).includes(`<${publication}.tourisme.example.org>`)
      return new Set(sink.messages.filter(isOf).map((one) => one.to))
    }
    /** Why partners were left out of an issue, by address. */
    const leftOut = async (publication: string, period: string) => {
      const campaign = await store.campaigns.byKey(`issue/${publication}/${period}`)
      const excluded = await store.campaigns.deliveries(campaign?.id ?? '', { state: 'excluded' })
      return Object.fromEntries(excluded.map((one) => [one.email, one.reason]))
    }
    const blog = (of: typeof week, now: Temporal.Instant) => {
      const articles = [weeklyArticle(of, now), weeklyArticle(of, now, guideSeries)]
      friday.answer(answering(rssOf(articles), { 'content-type': 'text/xml' }))
    }
    const file = join(folder, 'partenaires.csv')
    await writeFile(file, Buffer.from(list.replaceAll('\n', '\r\n'), 'latin1'))
    const importList = async () => {
      const options = { path: file, file: 'partenaires.csv', who: 'Camille', language: 'fr', dryRun: false }
      const names = ['agenda', 'guides']
      const { added, unchanged, refused } = await importPartners(store, {
        ...options,
        publications: names,
        known: names,
      })
      return { added, unchanged, refused: refused.length }
    }

    assert.deepEqual(await importList(), { added: 4, unchanged: 1, refused: 0 })
    blog(week, fridayAfternoon.subtract({ hours: 30 }))
    await friday.at(fridayAfternoon)
    await friday.at(saturdayMorning)
    await until('the agenda is with the partners', () => reachedBy('agenda').size === 3)
    assert.deepEqual(reachedBy('agenda'), new Set([gite, ferme, camping]))

    // The hotel's server refused what ours had taken already: the ledger learns it from the mail that comes back.
    const look = await dovecot.connect()
    await until('the report is in the mailbox', async () => {
      await look.noop()
      return ((await look.search({ to: 'retours+' })) || []).length === 1
    })
    await look.logout()
    assert.equal(await store.suppressions.reasonFor(hotel), null)
    await friday.at(saturdayMorning.add({ minutes: 10 }))
    assert.equal(await store.suppressions.reasonFor(hotel), 'bounced')

    // On her phone, from the link in the mail she got, Jeanne stops the agenda and nothing else.
    const page = await (await browserStarts).newPage()
    await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true })
    const preferencesOf = async (address: string) => {
      const raw = sink.messages.findLast((one) => one.to === address)?.raw ?? ''
      return (await pages.linksOf(raw)).find((link) => link.includes('/preferences/')) ?? ''
    }
    await page.goto(await preferencesOf(gite))
    await page.click('input[name=publication][value=agenda]')
    await press(page, 'main form button')
    assert.match(await page.$eval('main', (main) => main.innerText), /Vos choix sont enregistrés/)

    await friday.at(saturdayMorning.add({ hours: 3 }))
    await until('the guide is with the partners', () => reachedBy('guides').size === 3)
    assert.deepEqual(await leftOut('guides', '2026-W28'), { [hotel]: 'bounced' })
    assert.ok(reachedBy('guides').has(gite))

    // The farm asks to be erased; the office imports its old list once more.
    await page.goto(`${await preferencesOf(ferme)}/effacer`)
    await press(page, 'main form button')
    assert.deepEqual((await store.persons.everythingAbout(ferme)).contacts, [])
    assert.deepEqual(await importList(), { added: 1, unchanged: 4, refused: 0 })

    sink.messages.length = 0
    const nextFriday = fridayAfternoon.add(nextWeek)
    blog(weekAfter('2026-07-11'), nextFriday.subtract({ hours: 30 }))
    await friday.at(nextFriday)
    await friday.at(saturdayMorning.add(nextWeek))
    await friday.at(saturdayMorning.add(nextWeek).add({ hours: 3 }))
    await until('both are with the partners', () => reachedBy('agenda').size + reachedBy('guides').size === 3)
    assert.deepEqual(await leftOut('agenda', '2026-W29'), {
      [hotel]: 'bounced',
      [gite]: 'unsubscribed',
      [ferme]: 'opposed',
    })
    assert.deepEqual(await leftOut('guides', '2026-W29'), { [hotel]: 'bounced', [ferme]: 'opposed' })
    assert.deepEqual([reachedBy('agenda'), reachedBy('guides')], [new Set([camping]), new Set([camping, gite])])
    await friday.checkSums()
  },
)
