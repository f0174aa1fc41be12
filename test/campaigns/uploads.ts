import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { loadPdfLib } from '../../src/render/pdf-lib.js'
import { tinyPdf } from '../support/release.js'

/**
 * `npm run upload-test`: hands the console files that are too large, locked, broken or of too many pixels, and counts of
 * copies that cannot be, and prints what each was answered and how much memory the program held at most (Linux: VmHWM).
 */
const say = (line: string) => void process.stdout.write(`${line}\n`)
const side = 10_000
/** What any of it may take beside what the idle program holds, in megabytes. */
const most = 80

/** A PDF of one page with so many megabytes of a file attached, as a guide for the printer weighs. */
async function heavyPdf(megabytes: number): Promise<Buffer> {
  const { PDFDocument } = await loadPdfLib()
  const pdf = await PDFDocument.create()
  pdf.addPage([419, 595]).drawText('Guide', { x: 40, y: 500, size: 40 })
  await pdf.attach(randomBytes(megabytes * 1_000_000), 'plates.bin')
  return Buffer.from(await pdf.save({ useObjectStreams: false }))
}

const flat = () => sharp({ create: { width: side, height: side, channels: 3, background: '#2f6b3c' } })
const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
const plate = () => sharp({ create: { width: side, height: side, channels: 3, background: '#2f6b3c', noise } })

interface Case {
  name: string
  address: string
  body(): FormData | URLSearchParams | Promise<FormData>
  said: RegExp
}

async function file(body: Buffer | Promise<Buffer>, name: string): Promise<FormData> {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(await body)]), name)
  return form
}

const copies = (count: string) => new URLSearchParams({ place: 'Auch', copies: count })

const cases: Case[] = [
  {
    name: 'a PDF of 200 MB',
    address: 'pdf',
    body: () => file(randomBytes(200_000_000), 'guide.pdf'),
    said: /dépasse 100/,
  },
  {
    name: 'a PDF of 95 MB',
    address: 'pdf',
    body: () => file(heavyPdf(95), 'guide.pdf'),
    said: /Le PDF est enregistré/,
  },
  {
    name: 'an encrypted PDF',
    address: 'pdf',
    body: () => file(tinyPdf('/Encrypt 9 0 R '), 'guide.pdf'),
    said: /mot de passe/,
  },
  {
    name: 'a PDF that is none',
    address: 'pdf',
    body: () => file(randomBytes(1_000_000), 'guide.pdf'),
    said: /n’est pas un PDF/,
  },
  {
    name: 'a cover of 10,000 pixels, JPEG',
    address: 'couverture',
    body: () => file(plate().jpeg({ quality: 60 }).toBuffer(), 'a.jpg'),
    said: /La couverture est enregistrée/,
  },
  {
    name: 'the same, progressive',
    address: 'couverture',
    body: () => file(flat().jpeg({ progressive: true }).toBuffer(), 'a.jpg'),
    said: /trop de pixels/,
  },
  {
    name: 'the same, WebP',
    address: 'couverture',
    body: () => file(flat().webp().toBuffer(), 'a.webp'),
    said: /La couverture est enregistrée/,
  },
  { name: 'minus five copies', address: 'stock', body: () => copies('-5'), said: /négatif/ },
  { name: 'ten million copies', address: 'stock', body: () => copies('10000000'), said: /1\s000\s000/ },
]

const desk = fork(join(import.meta.dirname, 'uploads/desk.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
const [{ url }] = (await once(desk, 'message')) as [{ url: string }]
const peak = async () => {
  const status = await readFile(`/proc/${desk.pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024)
}
/** The peak begins anew (proc(5): clear_refs). */
const forget = () => writeFile(`/proc/${desk.pid}/clear_refs`, '5').catch(() => undefined)

let faults = 0
// The first screen loads what every screen needs.
await fetch(url)
await new Promise((resolve) => setTimeout(resolve, 2000))
const idle = await peak()
say(`the program by itself: ${idle} MB`)
for (const { name, address, body, said } of cases) {
  const form = await body()
  await forget()
  const begun = performance.now()
  const answer = await fetch(`${url}/${address}`, {
    method: 'POST',
    body: form,
    headers: { Origin: new URL(url).origin },
  })
  const text = (await answer.text()).replaceAll(/&#x27;/g, '’')
  // Pages are drawn beside the program, as are the peaks of what it then stores.
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const megabytes = (await peak()) - idle
  const isRight = said.test(text) && megabytes < most
  if (!isRight) faults += 1
  const words = /role="(?:alert|status)"[^>]*>([^<]+)/.exec(text)?.[1] ?? `${answer.status}`
  say(
    `${isRight ? '✓' : '✗'} ${name}: ${megabytes} MB more at most, ${Math.round(performance.now() - begun - 3000)} ms – ${words}`,
  )
}
desk.disconnect()
await once(desk, 'exit')
process.exitCode = faults === 0 ? 0 : 1
