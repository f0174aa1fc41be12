import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { z } from 'zod'
import { SettingsError } from '../../src/base/settings-error.js'
import { readSettingsFile } from '../../src/base/settings-file.js'

const person = z.strictObject({ name: z.string().min(1), address: z.email() })
const schema = z.strictObject({
  sender: person,
  staff: z.array(person).min(1).optional(),
  day: z.enum(['friday', 'saturday']).default('friday'),
  code: z.string().optional(),
  hours: z.number().min(0).max(48).optional(),
  open: z.boolean().optional(),
  sources: z
    .record(
      z.string().regex(/^[a-z]+$/, 'des lettres minuscules'),
      z.discriminatedUnion('format', [z.strictObject({ format: z.literal('wordpress'), rss: z.url() })]),
    )
    .optional(),
})

const sender = 'sender:\n  name: Accueil\n  address: accueil@example.org\n'

function write(t: TestContext, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'semainier-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'office.yaml')
  writeFileSync(path, content)
  return path
}

function problems(t: TestContext, content: string): string[] {
  const path = write(t, content)
  try {
    readSettingsFile(path, schema)
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error))
    return error.message.split('\n').map((line) => line.replace(path, 'office.yaml').replace(/[\u00a0\u202f]/g, ' '))
  }
  return assert.fail('the file was accepted')
}

const cases: [string, string, string[]][] = [
  [
    'an unknown key, near a known one',
    'sender:\n  name: Accueil\n  adress: accueil@example.org\n  address: accueil@example.org\n',
    ['office.yaml:3:3 sender.adress : clé inconnue ; vouliez-vous dire « address » ?'],
  ],
  [
    'an unknown key, near none',
    sender.replace('name: Accueil', 'name: Accueil\n  zzzzz: 1'),
    ['office.yaml:3:3 sender.zzzzz : clé inconnue ; choix possibles : name, address'],
  ],
  [
    'an unknown key under a name of one’s own',
    `${sender}sources:\n  blog:\n    format: wordpress\n    rss: https://example.org\n    rest2: x\n    rsss: y\n`,
    [
      'office.yaml:8:5 sources.blog.rest2 : clé inconnue ; choix possibles : format, rss',
      'office.yaml:9:5 sources.blog.rsss : clé inconnue ; vouliez-vous dire « rss » ?',
    ],
  ],
  ['a missing key', 'sender:\n  name: Accueil\n', ['office.yaml:1:1 sender.address : cette clé manque']],
  ['an empty file', '', ['office.yaml:1:1 sender : cette clé manque']],
  [
    'a wrong choice',
    `${sender}day: saterday\n`,
    ['office.yaml:4:6 day : valeur inconnue ; vouliez-vous dire « saturday » ?'],
  ],
  [
    'a wrong kind of source',
    `${sender}sources:\n  blog:\n    format: joomla\n`,
    ['office.yaml:6:13 sources.blog.format : valeur inconnue ; choix possibles : wordpress'],
  ],
  [
    'a bad name',
    `${sender}sources:\n  Blog 1:\n    format: wordpress\n    rss: https://example.org\n`,
    ['office.yaml:5:3 sources.Blog 1 : des lettres minuscules'],
  ],
  [
    'a bad address',
    sender.replace('@', ' chez '),
    ['office.yaml:3:12 sender.address : ce n’est pas une adresse e-mail'],
  ],
  [
    'a number for a text',
    `${sender}code: 200066926\n`,
    ['office.yaml:4:7 code : il faut un texte : mettez la valeur entre guillemets'],
  ],
  ['a text for a number', `${sender}hours: dix\n`, ['office.yaml:4:8 hours : il faut un nombre']],
  ['too much', `${sender}hours: 50\n`, ['office.yaml:4:8 hours : 48 au plus']],
  ['oui for true', `${sender}open: oui\n`, ['office.yaml:4:7 open : il faut « true » (oui) ou « false » (non)']],
  ['an empty list', `${sender}staff: []\n`, ['office.yaml:4:8 staff : il faut au moins 1 élément']],
  [
    'an empty text in a list',
    `${sender}staff:\n  - name: ''\n    address: a@example.org\n`,
    ['office.yaml:5:11 staff[0].name : ce texte ne peut pas rester vide'],
  ],
  [
    'a key written twice',
    `${sender}day: friday\nday: friday\n`,
    ['office.yaml:5:1 cette clé est déjà écrite plus haut : gardez-en une seule'],
  ],
  [
    'a tabulation',
    'sender:\n\tname: x\n',
    ['office.yaml:2:1 une tabulation en début de ligne : décalez avec des espaces'],
  ],
  ['an open quote', 'day: "friday\n', ['office.yaml:2:1 un guillemet, un crochet ou une accolade n’est pas refermé']],
  [
    'a colon too many',
    'day: a: b\n',
    ['office.yaml:1:6 deux « : » sur la ligne, ou un décalage de trop : mettez la valeur entre guillemets'],
  ],
  ['a loose alias', `${sender}day: *none\n`, ['office.yaml:1:1 un renvoi « *nom » ne mène à aucune ancre « &nom »']],
]
for (const [name, content, expected] of cases) {
  test(`settings: ${name}`, (t) => assert.deepEqual(problems(t, content), expected))
}

test('every problem is told at once', (t) => {
  assert.equal(problems(t, 'sender:\n  name: 3\nday: lundi\nhours: -1\ncolor: x\n').length, 5)
})

test('a good file is read, also as an old editor of Windows saves it', (t) => {
  const text = sender.replace('Accueil', 'Été à Auch').replaceAll('\n', '\r\n')
  for (const content of [text, `\ufeff${text}`, Buffer.from(text, 'latin1')]) {
    const { value } = readSettingsFile(write(t, content), schema)
    assert.deepEqual(value, { sender: { name: 'Été à Auch', address: 'accueil@example.org' }, day: 'friday' })
  }
})

test('a missing file is named', () => {
  assert.throws(
    () => readSettingsFile('none/office.yaml', schema),
    /^SettingsError: none\/office\.yaml le fichier manque$/,
  )
})
