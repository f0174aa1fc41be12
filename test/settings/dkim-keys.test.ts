import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { SettingsError } from '../../src/base/settings-error.js'
import { loadOfficeFolder } from '../../src/settings/load.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { scratchFolder } from '../support/scratch-folder.js'

const pem = { privateKeyEncoding: { type: 'pkcs8', format: 'pem' } } as const
const spki = { publicKeyEncoding: { type: 'spki', format: 'pem' } } as const

/** Loads an office whose DKIM key files hold these texts; null stands for a file that is missing. */
async function load(files: (string | null)[]) {
  const folder = await scratchFolder('dkim')
  try {
    const dkim = files.map((_, index) => ({ selector: `s${index}`, key: `key${index}.pem` }))
    await writeConfigFolder(folder, { rss: 'http://127.0.0.1:9/feed/' }, { dkim })
    for (const [index, text] of files.entries()) if (text !== null) await writeFile(`${folder}/key${index}.pem`, text)
    return loadOfficeFolder(folder).dkimKeys
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('RSA and Ed25519 keys are read, for the sender’s domain unless another is named', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048, ...pem, ...spki }).privateKey
  const ed = generateKeyPairSync('ed25519', { ...pem, ...spki }).privateKey
  const keys = await load([rsa, ed])
  assert.deepEqual(
    keys.map(({ domain, selector }) => `${selector}@${domain}`),
    ['s0@tourisme.example.org', 's1@tourisme.example.org'],
  )
})

test('a key that cannot sign is told with its place in office.yaml, and never with its content', async () => {
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256', ...pem, ...spki }).privateKey
  const short = generateKeyPairSync('rsa', { modulusLength: 512, ...pem, ...spki }).privateKey
  const publicKey = generateKeyPairSync('ed25519', { ...pem, ...spki }).publicKey
  await assert.rejects(load([null, 'secret-of-the-office', elliptic, short, publicKey]), (error) => {
    assert.ok(error instanceof SettingsError)
    assert.deepEqual(
      error.problems.map(({ file, key }) => `${file} ${key}`),
      [0, 1, 2, 3, 4].map((index) => `office.yaml sending.dkim.${index}.key`),
    )
    assert.doesNotMatch(JSON.stringify(error.problems), /secret-of|BEGIN/)
    return true
  })
})
