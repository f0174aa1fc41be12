import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '../../src/render/chromium.js'

/*
 * The reference of the preview's benchmark, a process of its own: start Chromium, print the pages given as arguments
 * (HTML as laid out, each into the file named after it), end. Nothing is collected, read, composed or measured.
 */
const browser = await launchChromium({
  cacheDir: process.env['BENCH_CACHE'] ?? join(tmpdir(), 'semainier-bench'),
  ...(process.env['CHROMIUM_PATH'] ? { chromiumPath: process.env['CHROMIUM_PATH'] } : {}),
})
await Promise.all(
  process.argv.slice(2).map(async (file) => {
    const page = await browser.newPage()
    await page.setContent(readFileSync(file, 'utf8'), { waitUntil: 'load' })
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
    writeFileSync(`${file}.pdf`, pdf)
  }),
)
await browser.close()
