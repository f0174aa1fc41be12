import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { SettingsError } from '../../src/base/settings-error.js'
import { loadOfficeFolder } from '../../src/settings/load.js'

const configFolder = join(import.meta.dirname, '../../../config')

/** The office's own folder with one text replaced in one file; the problems that follow. */
function problemsWith(t: TestContext, file: string, from: string, to: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'semainier-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const name of ['office.yaml', 'feeds.yaml', 'publications.yaml'])
    cpSync(join(configFolder, name), join(folder, name))
  const text = readFileSync(join(folder, file), 'utf8')
  assert.ok(text.includes(from))
  writeFileSync(join(folder, file), text.replace(from, to))
  try {
    loadOfficeFolder(folder)
    return []
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error))
    return error.problems.map((one) => `${one.key}: ${one.message.replace(/[\u00a0\u202f]/g, ' ')}`)
  }
}

test('the folder of the Grand Auch office is read whole', () => {
  const { office, feeds, publications } = loadOfficeFolder(configFolder)
  assert.equal(office.intercommunality, '200066926')
  assert.equal(feeds.blog?.timeoutSeconds, 20)
  const agenda = publications['weekly-agenda']
  assert.equal(agenda?.title, 'L’agenda de la semaine', 'the apostrophe of the file is a straight one')
  assert.deepEqual(agenda?.kind === 'weekly-agenda' && agenda.season, { from: '07-01', to: '08-31' })
})

test('what ties the files together is checked', (t) => {
  assert.deepEqual(problemsWith(t, 'publications.yaml', 'feed: blog', 'feed: blogs'), [
    'publications.weekly-agenda.feed: ce flux n’est pas dans feeds.yaml ; vouliez-vous dire « blog » ?',
  ])
  assert.deepEqual(problemsWith(t, 'publications.yaml', "'08-31'", "'06-31'"), [
    'publications.weekly-agenda.season.to: ce jour n’existe pas',
  ])
  assert.deepEqual(problemsWith(t, 'publications.yaml', "'08-31'", "'02-29'"), [])
  assert.deepEqual(problemsWith(t, 'office.yaml', 'Europe/Paris', 'Europe/Pari'), [
    'timeZone: fuseau horaire inconnu ; vouliez-vous dire « Europe/Paris » ?',
  ])
  assert.deepEqual(problemsWith(t, 'office.yaml', 'Europe/Paris', "'+01:00'"), [
    'timeZone: fuseau horaire inconnu, comme « Europe/Paris » ou « Indian/Reunion »',
  ])
  assert.deepEqual(problemsWith(t, 'feeds.yaml', '    rss:', '    rss2:').length, 1)
})

test('a day of the month, a source, a kind and a closed day that do not exist are told where they stand', (t) => {
  const news = (from: string, to: string) => problemsWith(t, 'publications.yaml', from, to)
  assert.deepEqual(news('first tuesday', 'first tusday'), [
    'publications.monthly-news.send.day: un jour du mois s’écrit « first tuesday », « third thursday » ou « last friday »',
  ])
  assert.deepEqual(news('- feed: blog', '- feed: blig'), [
    'publications.monthly-news.posts[0].feed: ce flux n’est pas dans feeds.yaml ; vouliez-vous dire « blog » ?',
  ])
  assert.deepEqual(news('kind: monthly-news', 'kind: monthly-new'), [
    'publications.monthly-news.kind: valeur inconnue ; vouliez-vous dire « monthly-news » ?',
  ])
  assert.deepEqual(news('workingDays: 5', 'workingDay: 5'), [
    'publications.monthly-news.draft.workingDay: clé inconnue ; vouliez-vous dire « workingDays » ?',
  ])
  const closed = (day: string) => problemsWith(t, 'office.yaml', 'closed: []', `closed: ['${day}']`)
  assert.deepEqual(closed('02-30'), ['workingDays.closed[0]: ce jour n’existe pas'])
  assert.deepEqual(closed('2026-12-24/2026-12-01'), ['workingDays.closed[0]: le dernier jour est avant le premier'])
  assert.match(closed('noël')[0] ?? '', /un jour de fermeture s’écrit « 2026-12-24 »/)
  assert.deepEqual(closed('2026-12-24/2027-01-03'), [])
})

test('the problems of all files come together, and a broken one does not hide the others', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'semainier-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'office.yaml'), 'name: [')
  writeFileSync(join(folder, 'publications.yaml'), 'publications: {}\nx: 1\n')
  assert.throws(
    () => loadOfficeFolder(folder),
    (error: unknown) => {
      assert.ok(error instanceof SettingsError)
      assert.deepEqual(
        error.problems.map((one) => one.file.replace(`${folder}/`, '')),
        ['office.yaml', 'feeds.yaml', 'publications.yaml'],
      )
      return true
    },
  )
})
