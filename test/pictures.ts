import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programRoot } from '../src/base/paths.js'
import { runDemo } from '../src/cli/demo/story.js'
import { openDemo } from '../src/cli/demo/world.js'
import { openBrowser } from './journeys/browser.js'

/* npm run pictures: the README's pictures, taken of what the demo's partners get. */
const folder = join(programRoot, 'test/golden/pictures')
mkdirSync(folder, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'semainier-pictures-'))
const world = await openDemo({ config: join(programRoot, 'config'), dataDir, port: 0 })
const browser = await openBrowser()
try {
  await runDemo(world, { quiet: true })
  const page = await browser.newPage()
  await page.setViewport({ width: 660, height: 930 })
  await page.goto(`${world.url}/demo/inbox/${world.inbox.messages().length}/html`, { waitUntil: 'networkidle0' })
  await page.screenshot({ path: join(folder, 'mail.png') })
  const issue = await world.app.context.store.issues.byPeriod('weekly-agenda', '2026-W28')
  const poster = issue ? await world.app.context.store.issues.file(issue.id, 'poster.pdf') : null
  if (!poster) throw new Error('the demo has no poster')
  // Poppler shows a page as a printer would.
  execFileSync('pdftoppm', ['-r', '80', '-png', '-singlefile', '-', join(folder, 'poster')], { input: poster.body })
} finally {
  await browser.close()
  await world.close()
  rmSync(dataDir, { recursive: true, force: true })
}
