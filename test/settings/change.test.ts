import assert from 'node:assert/strict'
import { chmod, cp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { programRoot } from '../../src/base/paths.js'
import { SettingsError } from '../../src/base/settings-error.js'
import { loadTexts } from '../../src/base/texts.js'
import { changeSettings, type SettingChange, settingsHash, StaleSettings } from '../../src/settings/change.js'
import { settingsOverview } from '../../src/settings/overview.js'
import { scratchFolder } from '../support/scratch-folder.js'

let folder: string
before(async () => {
  folder = await scratchFolder('settings')
  await cp(join(programRoot, 'config'), folder, { recursive: true })
})
after(() => rm(folder, { recursive: true }))

const change = (file: 'office.yaml' | 'publications.yaml', changes: SettingChange[]) =>
  changeSettings(folder, file, { hash: settingsHash(folder, file), changes })

test('what is changed is written where it stands, and nothing else moves', async () => {
  const path = join(folder, 'office.yaml')
  await chmod(path, 0o640)
  const text = (await readFile(path, 'utf8')).replace('staff:\n', 'staff:\n  # La boîte commune\n')
  await writeFile(path, text)
  const staff = [
    { name: 'Communication', address: 'communication@tourisme-auch.example.org' },
    { name: 'Éditions', address: 'editions@tourisme-auch.example.org' },
  ]
  const { settings, changed } = change('office.yaml', [
    { path: ['replyTo'], value: undefined },
    { path: ['staff'], value: staff },
    { path: ['hours'], value: '20h30' },
  ])
  assert.deepEqual(settings.office.staff, staff)
  assert.deepEqual(
    changed.map((one) => one.key),
    ['replyTo', 'staff'],
  )
  const lines = new Set((await readFile(path, 'utf8')).split('\n'))
  const lost = text.split('\n').filter((line) => !lines.has(line))
  const own = ['# Où arrivent les réponses des partenaires.', 'replyTo: accueil@tourisme-auch.example.org']
  assert.deepEqual(lost, own, 'a key that goes takes its own comment along')
  assert.equal((await stat(path)).mode & 0o777, 0o640)
  assert.deepEqual((await readdir(folder)).sort(), [
    'SETTINGS.md',
    'feeds.yaml',
    'office.yaml',
    'publications.yaml',
    'schemas',
  ])
})

test('a default is not written down, and a link to the file stays one', async () => {
  const path = join(folder, 'publications.yaml')
  const real = join(folder, 'schemas', 'real.yaml')
  await cp(path, real)
  await rm(path)
  await symlink(real, path)
  const text = await readFile(path, 'utf8')
  assert.deepEqual(
    change('publications.yaml', [{ path: ['publications', 'weekly-agenda', 'signUp'], value: true }]).changed,
    [],
  )
  assert.equal(await readFile(path, 'utf8'), text)
  change('publications.yaml', [{ path: ['publications', 'weekly-agenda', 'send', 'day'], value: 'sunday' }])
  assert.equal(await readFile(real, 'utf8'), text.replace('day: saturday', 'day: sunday'))
})

test('what the start would refuse is refused before it is written, and so is a form made from another file', async () => {
  const path = join(folder, 'publications.yaml')
  const text = await readFile(path, 'utf8')
  const wrong = () =>
    change('publications.yaml', [{ path: ['publications', 'weekly-agenda', 'send', 'time'], value: '7h' }])
  assert.throws(wrong, (error) => error instanceof SettingsError && /« 07:30 »/.test(error.message))
  const hash = settingsHash(folder, 'publications.yaml')
  await writeFile(path, `${text}# a word\n`)
  assert.throws(() => changeSettings(folder, 'publications.yaml', { hash, changes: [] }), StaleSettings)
  assert.equal(await readFile(path, 'utf8'), `${text}# a word\n`)
})

test('every setting is shown with its line, and has a sentence', () => {
  const all = settingsOverview(folder)
  const { has } = loadTexts('fr')
  assert.deepEqual(
    all.map(({ file, kind }) => `setting.${file.replace('.yaml', '')}.${kind}`).filter((key) => !has(key)),
    [],
  )
  const zone = all.find((one) => one.key === 'timeZone')
  assert.deepEqual([zone?.value, zone?.line !== null], ['Europe/Paris', true])
  assert.equal(all.find((one) => one.key === 'sending.connections')?.line, null, 'a default stands nowhere')
})
