import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sweepTempFolders, tempFolder } from '../../src/base/temp-folder.js'
import { scratchFolder } from '../support/scratch-folder.js'

const module = new URL('../../src/base/temp-folder.js', import.meta.url).href
const script = `
  const { tempFolder } = await import('${module}')
  console.log(await tempFolder('pages'))
  setInterval(() => {}, 1000)
`

/** A process that has a folder of its own and does not end. */
async function another() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [told] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, folder: told.toString().trim() }
}

test('what a killed process left is removed; what a living one has, and what is not ours, stays', async (t) => {
  const place = await scratchFolder('temp')
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = place
  t.after(async () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    await rm(place, { recursive: true, force: true })
  })
  const own = await tempFolder('import')
  const [killed, living] = await Promise.all([another(), another()])
  t.after(() => living.child.kill('SIGKILL'))
  await writeFile(join(killed.folder, 'edition.pdf'), 'a page')
  const gone = once(killed.child, 'exit')
  killed.child.kill('SIGKILL')
  await gone

  const make = async (name: string, daysAgo = 0) => {
    await mkdir(join(place, name))
    const then = new Date(Date.now() - daysAgo * 86_400_000)
    await utimes(join(place, name), then, then)
  }
  // An earlier process of a container had our number; a version before named no owner; another machine shares the folder.
  const earlier = own.replace(/-[0-9a-z]+-\w{6}$/, '-zzz-abcdef').slice(place.length + 1)
  await make(earlier)
  const stays = [
    'semainier-pages-abcdef',
    'semainier-pages-00000000-1-a-abcdef',
    'semainier-demo-abcdef',
    'pages-abcdef',
  ]
  for (const name of stays) await make(name, name.includes('demo') ? 30 : 0)
  const old = ['semainier-upload-abcdef', 'semainier-pages-00000000-2-a-abcdef']
  for (const name of old) await make(name, 2)
  await symlink(place, join(place, 'semainier-pages-abcdeg'))

  assert.equal(await sweepTempFolders(), 4)
  for (const path of [killed.folder, ...[earlier, ...old].map((name) => join(place, name))])
    assert.equal(existsSync(path), false, path)
  for (const path of [own, living.folder, ...[...stays, 'semainier-pages-abcdeg'].map((name) => join(place, name))])
    assert.equal(existsSync(path), true, path)
})
