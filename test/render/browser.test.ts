import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { SharedBrowser } from '../../src/render/browser.js'
import { unpackChromium } from '../../src/render/unpack-chromium.js'
import { testCache } from './test-cache.js'

let scratch: string
before(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'semainier-browser-'))
})
after(() => rm(scratch, { recursive: true, force: true }))

const profiles = async () =>
  (await readdir(tmpdir())).filter((name) => new RegExp(`^semainier-browser-\\w{8}-${process.pid}-`).test(name))

test('a page reaches no network and no file, and runs no script', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('body { color: rgb(1, 2, 3) }')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = new SharedBrowser({ cacheDir: testCache })
  try {
    const html = `<!doctype html><title>before</title><link rel="stylesheet" href="${address}/style.css">
      <img src="${address}/image.png"><iframe src="${address}/frame"></iframe><iframe src="file:///etc/hostname"></iframe>
      <script>document.title = 'script ran'</script><img src="data:," onerror="document.title = 'handler ran'">`
    const seen = await browser.withPage(html, async (page) => ({
      title: await page.title(),
      colour: await page.evaluate(() => getComputedStyle(document.body).color),
    }))
    assert.deepEqual(seen, { title: 'before', colour: 'rgb(0, 0, 0)' })
    assert.deepEqual(asked, [])
    assert.equal((await profiles()).length, 1)
  } finally {
    await browser.close()
    server.close()
  }
  // Nothing of it stays; of a process that is killed, the next start removes it by its name.
  for (let tries = 0; (await profiles()).length > 0; tries++) {
    assert.ok(tries < 100, 'the profile of a browser that ended is still there')
    await sleep(50)
  }
})

test('a browser that dies under a print is started again, once', async () => {
  const warnings: string[] = []
  const browser = new SharedBrowser({ cacheDir: testCache }, { log: { warn: (_, message) => warnings.push(message) } })
  try {
    let tries = 0
    const title = await browser.withPage('<title>lived</title>', async (page) => {
      tries += 1
      if (tries === 1) page.browser().process()?.kill('SIGKILL')
      return page.title()
    })
    assert.deepEqual([title, tries, warnings.length], ['lived', 2, 1])
    const always = browser.withPage('<title>x</title>', (page) => {
      page.browser().process()?.kill('SIGKILL')
      return page.title()
    })
    await assert.rejects(always)
  } finally {
    await browser.close()
  }
})

test('a browser that is not there is told plainly', async () => {
  const browser = new SharedBrowser({ cacheDir: testCache, chromiumPath: join(scratch, 'no-such-browser') })
  await assert.rejects(
    browser.withPage('', () => Promise.resolve()),
    /no-such-browser.*does not start/,
  )
})

test('a cache that others can write is refused', async () => {
  const open = join(scratch, 'open')
  await mkdtemp(open).then((made) =>
    chmod(made, 0o777).then(() => assert.rejects(unpackChromium(made), /written by others/)),
  )
})

test('two first unpackings at once end in one whole browser', async () => {
  const cacheDir = join(scratch, 'cache')
  const [first, second] = await Promise.all([unpackChromium(cacheDir), unpackChromium(cacheDir)])
  assert.deepEqual(first, second)
  assert.equal((await readdir(cacheDir)).length, 1)
  const browser = new SharedBrowser({ cacheDir })
  try {
    assert.equal(await browser.withPage('<title>whole</title>', (page) => page.title()), 'whole')
  } finally {
    await browser.close()
  }
})
