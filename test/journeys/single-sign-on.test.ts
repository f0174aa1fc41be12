import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { writeConfigFolder } from '../support/config-folder.js'
import { password } from '../support/console.js'
import { startIdentityProvider } from '../support/identity-provider.js'
import { runProgram } from '../support/program.js'
import { scratchFolder } from '../support/scratch-folder.js'
import { freePort } from '../support/web-server.js'
import { openBrowser, press } from './browser.js'

test('single sign-on: whoever has an account here comes in with the one that they have elsewhere, and nobody else does', async (t) => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const provider = await startIdentityProvider(`${url}/console/compte/callback/office`)
  t.after(() => provider.close())
  const folder = await scratchFolder('single-sign-on')
  const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' })
  const office = parse(await readFile(`${config}/office.yaml`, 'utf8')) as object
  const signIn = {
    openIdConnect: { name: 'Compte de l’agglomération', issuer: provider.issuer, clientId: 'semainier' },
  }
  await writeFile(`${config}/office.yaml`, stringify({ ...office, signIn }))

  const program = runProgram(
    ['start', '--json', '--port', String(port), '--config', config, '--data', `${folder}/data`],
    {
      PUBLIC_URL: url,
      OIDC_SECRET: 'a secret of both',
    },
  )
  t.after(async () => {
    program.process.kill('SIGTERM')
    await program.ended
  })
  await program.said('}')
  const { firstAccount } = JSON.parse(program.output()) as { firstAccount: string }
  const fields = { name: 'Jeanne', email: 'jeanne@office.example.org', password, again: password }
  await fetch(firstAccount, {
    method: 'POST',
    headers: { origin: url },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

  const browser = await openBrowser()
  t.after(() => browser.close())
  const comeAs = async (address: string) => {
    const page = await (await browser.createBrowserContext()).newPage()
    await page.goto(`${url}/console/connexion?suite=/console/journal`)
    await page.click('form[action$=organisation] button')
    await page.waitForSelector('[name=login]')
    await page.type('[name=login]', address)
    await page.type('[name=password]', 'n’importe lequel')
    await press(page, '[type=submit]')
    await press(page, '[type=submit]')
    return page
  }
  const known = await comeAs('jeanne@office.example.org')
  assert.equal(known.url(), `${url}/console/journal`)
  const stranger = await comeAs('inconnue@ailleurs.example.org')
  assert.equal(new URL(stranger.url()).pathname, '/console/connexion')
  assert.match(await stranger.$eval('main', (main) => main.innerText), /pas connu ici/)
})
