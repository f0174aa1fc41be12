import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { simpleParser } from 'mailparser'
import { fridayAfternoon, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { weeklyArticle, weeklyHtml } from '../support/weekly-article.js'
import { answering } from '../support/web-server.js'
import { enterPartners } from '../support/enter-partners.js'

const article = weeklyArticle(week, fridayAfternoon.subtract({ hours: 30 }))
const giving = (one: typeof article) =>
  answering(rssOf([one]), { 'content-type': 'application/rss+xml; charset=utf-8' })

/** The words of a PDF, or null where poppler is not installed. */
async function wordsOf(pdf: Uint8Array, folder: string): Promise<string | null> {
  const file = join(folder, 'look.pdf')
  await writeFile(file, pdf)
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 50_000_000 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const numbersIn = (text: string) => new Set(Array.from(text.matchAll(/rendez-vous-(\d{3})/gi), (match) => match[1]))

test('five hundred events in a week: not one is dropped in mail, poster, booklet or calendar', async (t) => {
  let number = 0
  const html = weeklyHtml(week, 72)
    .split('\n')
    .filter((line) => !line.startsWith('<li>') || number++ < 500)
    .join('\n')
  number = 0
  const numbered = html.replace(
    /(<li>À \w+, )/g,
    (_, start: string) => `${start}rendez-vous-${String(++number).padStart(3, '0')} `,
  )
  assert.equal(number, 500)
  const friday = await openFriday(t, { real: true, feed: { timeoutSeconds: 20 } })
  friday.answer(giving({ ...article, html: numbered }))
  await friday.at(fridayAfternoon)
  const issue = await friday.issue()
  assert.equal(issue?.state, 'composed', JSON.stringify(issue?.findings))
  assert.ok(issue.findings.some((one) => one.code === 'poster-pages' || one.code === 'poster-shrunk'))
  const { issues } = friday.app.context.store
  const file = async (name: string) => {
    const found = await issues.file(issue.id, name)
    assert.ok(found, name)
    return found.body
  }
  assert.equal(numbersIn(Buffer.from(await file('mail.txt')).toString()).size, 500)
  const calendar = Buffer.from(await file('agenda.ics')).toString()
  assert.equal(numbersIn(calendar.replaceAll('\r\n ', '')).size, 500)
  assert.equal(calendar.match(/BEGIN:VEVENT/g)?.length, 500)
  for (const name of ['poster.pdf', 'booklet.pdf']) {
    const words = await wordsOf(await file(name), friday.dataDir)
    if (words === null) t.diagnostic(`NOT COUNTED in ${name}: pdftotext is not installed`)
    else assert.equal(numbersIn(words).size, 500, name)
  }
  await friday.at(saturdayMorning)
  assert.equal(friday.toPartners().length, 3)
})

const endless = 'Conférence sans fin '.repeat(100).trim()
const hostileLines = [
  `<li>À 10h, ${endless}, à Auch.</li>`,
  '<li>À 11h, atelier masques <script>fetch("https://mechant.example.org")</script><style>body{display:none}</style>à Pavie. Gratuit.</li>',
  '<li>À 12h, repas partagé, à Jégun. <a href="javascript:alert(1)" onclick="alert(2)">Réserver</a></li>',
  '<li>À 13h, 🎺 fanfare 👩‍🌾 et fête 🎉, à Preignan.</li>',
  '<li>À 14h, أمسية موسيقية, à Auch.</li>',
  '<li>À 15h, ערב שירה, à Auch.</li>',
  '<li>À 16h, concert\r\nBcc: tous@example.org\r\nde midi, à Auch.</li>',
]

test('a hostile article: the mail says all that can be said, runs nothing, and its headers stay ours', async (t) => {
  const friday = await openFriday(t, { real: true, partners: 1, feed: { timeoutSeconds: 20 } })
  const { store } = friday.app.context
  const name = 'Gîte\r\nBcc: tous@example.org\r\n\r\n<b>'
  await enterPartners(store, [{ contactName: name, email: 'piege@partenaires.example.org' }], ['agenda'])
  const html = weeklyHtml(week).replace('<ul>', `<ul>\n${hostileLines.join('\n')}`)
  friday.answer(giving({ ...article, title: `${article.title}\r\nBcc: tous@example.org`, html }))
  await friday.at(fridayAfternoon)
  await friday.at(saturdayMorning)
  assert.equal((await friday.issue())?.state, 'sent', JSON.stringify((await friday.issue())?.findings))
  assert.deepEqual(friday.toPartners().sort(), ['p1@partenaires.example.org', 'piege@partenaires.example.org'])

  for (const { to, raw } of friday.sink.messages) {
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
    assert.doesNotMatch(head, /^(?:Bcc|Cc):/im)
    for (const header of ['From', 'To', 'Subject', 'Message-ID', 'Date'])
      assert.equal(head.match(new RegExp(`^${header}:`, 'gim'))?.length, 1, header)
    const mail = await simpleParser(Buffer.from(raw, 'latin1'))
    const recipient = Array.isArray(mail.to) ? mail.to[0] : mail.to
    assert.deepEqual(
      recipient?.value.map((one) => one.address),
      [to],
    )
    assert.doesNotMatch(String(mail.html), /<script|javascript:|onclick|display:none}<\/style>à|mechant\.example/i)
  }
  const copy = friday.sink.messages.find((one) => one.to.startsWith('piege@'))
  const mail = await simpleParser(Buffer.from(copy?.raw ?? '', 'latin1'))
  const text = mail.text?.replace(/\s+/g, ' ') ?? ''
  // The reader takes emoji for ornaments, and cuts an endless title: what follows goes on as its description.
  assert.equal(text.match(/\bsans fin/gi)?.length, 100)
  for (const words of ['atelier masques', 'repas partagé', 'fanfare', 'fête', 'أمسية موسيقية', 'ערב שירה'])
    assert.ok(text.toLowerCase().includes(words.toLowerCase()), words)
  await friday.checkSums()
})
