import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { SettingsError } from '../../src/base/settings-error.js'
import { readEnvironment } from '../../src/settings/environment.js'

function problems(variables: Record<string, string>): string {
  try {
    readEnvironment(variables)
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error))
    return error.message
  }
  return assert.fail('the environment was accepted')
}

test('an empty environment gives the defaults', () => {
  assert.deepEqual(readEnvironment({ SMTP_URL: '' }), {
    DATABASE_URL: null,
    REDIS_URL: null,
    SMTP_URL: null,
    SMTP_LOG: null,
    IMAP_URL: null,
    SECRET_KEY: null,
    OIDC_SECRET: null,
    METRICS_FROM: 'private',
    PUBLIC_URL: 'http://localhost:3000',
    PORT: 3000,
    CHROMIUM_PATH: null,
  })
})

test('values come from variables or from the files they name', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'semainier-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'smtp')
  writeFileSync(file, 'smtps://office:pass%40word@mail.example.org\n')
  const environment = readEnvironment({ SMTP_URL_FILE: file, PORT: '8080', PUBLIC_URL: 'https://agenda.example.org/' })
  assert.equal(environment.SMTP_URL, 'smtps://office:pass%40word@mail.example.org')
  assert.deepEqual([environment.PORT, environment.PUBLIC_URL], [8080, 'https://agenda.example.org'])
})

test('every wrong variable is named, and no value is shown', () => {
  const message = problems({
    DATABASE_URL: 'mysql://office:hunter2@db.example.org/semainier',
    REDIS_URL: 'hunter2',
    SMTP_URL: 'http://office:hunter2@mail.example.org',
    PORT: '99999 hunter2',
    PUBLIC_URL: 'hunter2',
    CHROMIUM_PATH_FILE: '/nowhere/at/all',
  })
  assert.deepEqual(
    message.split('\n').map((line) => line.split('\u00a0')[0]),
    [
      'environnement DATABASE_URL',
      'environnement REDIS_URL',
      'environnement SMTP_URL',
      'environnement PUBLIC_URL',
      'environnement PORT',
      'environnement CHROMIUM_PATH_FILE',
    ],
  )
  assert.ok(!message.includes('hunter2'))
})

test('a variable and its file at once are refused', () => {
  assert.match(problems({ PORT: '80', PORT_FILE: '/x' }), /PORT et PORT_FILE/)
})
