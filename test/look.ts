/**
 * Writes what partners see of a fixture, for looking at it:
 * node dist/test/look.js FOLDER [quiet|usual|full|hostile ...]
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { renderArchive } from '../src/render/archive.js'
import { renderCalendar } from '../src/render/calendar.js'
import { renderMail } from '../src/render/mail.js'
import { openPrinter } from '../src/render/printer.js'
import { full } from './fixtures/issues/full.js'
import { hostile } from './fixtures/issues/hostile.js'
import { quiet } from './fixtures/issues/quiet.js'
import { usual } from './fixtures/issues/usual.js'
import { links, office } from './fixtures/office.js'

const fixtures = { quiet, usual, full, hostile }
const [folder = 'look', ...wanted] = process.argv.slice(2)
const printer = openPrinter({ cacheDir: join(homedir(), '.cache', 'semainier') })
const print = { office, links, printedOn: '2026-07-04' }

printer.warmUp()
try {
  for (const [name, issue] of Object.entries(fixtures)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const out = join(folder, name)
    await mkdir(out, { recursive: true })
    const mail = await renderMail(issue, {
      office,
      links,
      unsubscribeUrl: `${office.website}desabonnement/jeton`,
      preferencesUrl: `${office.website}preferences/jeton`,
    })
    await writeFile(join(out, 'mail.html'), mail.html)
    await writeFile(join(out, 'mail.txt'), mail.text)
    await writeFile(join(out, 'agenda.ics'), renderCalendar(issue, { office }))
    await writeFile(join(out, 'archive.html'), renderArchive(issue, { office, links }))
    const started = performance.now()
    const [poster, booklet] = await Promise.all([printer.poster(issue, print), printer.booklet(issue, print)])
    const took = Math.round(performance.now() - started)
    await writeFile(join(out, 'poster.pdf'), poster.pdf)
    await writeFile(join(out, 'booklet.pdf'), booklet.pdf)
    const facts = JSON.stringify({ poster, booklet }, (key, value: unknown) => (key === 'pdf' ? undefined : value))
    process.stdout.write(`${name}: mail ${mail.bytes} bytes, prints ${took} ms ${facts}\n`)
  }
} finally {
  await printer.close()
}
