import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { PartnersFileError } from '../../../src/collect/partners/partner-row.js'
import { partnersIn, type PartnersFile, type PartnersReading } from '../../../src/collect/partners/read.js'
import { fixturesFolder } from '../../support/fixtures.js'
import { samples } from '../../support/samples.js'

/** The whole of a file at once. */
async function readPartnersFile(path: string, reading?: PartnersReading): Promise<PartnersFile> {
  const parts = await Array.fromAsync(partnersIn(path, reading))
  return { rows: parts.flatMap((part) => part.rows), refused: parts.flatMap((part) => part.refused) }
}

function readText(t: TestContext, content: string | Uint8Array): Promise<PartnersFile> {
  const folder = mkdtempSync(join(tmpdir(), 'semainier-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'partners.csv'), content)
  return readPartnersFile(join(folder, 'partners.csv'))
}

const plain = (text: string) => text.replace(/\u00a0/g, ' ')

test('a list as a French spreadsheet writes it: windows-1252, semicolons, CRLF, quoted line ends', async () => {
  const { rows, refused } = await readPartnersFile(join(fixturesFolder, 'partners/windows-1252.csv'))
  assert.deepEqual(
    rows.map((row) => [row.line, row.organisation, row.email]),
    [
      [2, 'Camping des Trois Chênes', 'accueil@trois-chenes.example.org'],
      [3, 'Gîte "La Palombière" et table d\'hôtes', 'gite@palombiere.example.org'],
      [3, 'Gîte "La Palombière" et table d\'hôtes', 'reservation@palombiere.example.org'],
      [8, "Musée de l'Outil", 'Musee@xn--outil-t-gyab.example.org'],
      [8, "Musée de l'Outil", 'conservateur@outil.example.org'],
      [9, 'Ferme du Bérot', null],
    ],
  )
  assert.deepEqual(rows[0], {
    line: 2,
    organisation: 'Camping des Trois Chênes',
    kind: 'campsite',
    commune: 'Auch',
    address: null,
    postcode: null,
    latitude: null,
    longitude: null,
    siret: null,
    phone: null,
    website: null,
    labels: null,
    languages: null,
    staff: null,
    poster: null,
    publications: null,
    contactName: 'Odile Castéra',
    email: 'accueil@trois-chenes.example.org',
    language: 'fr',
    role: 'gérante',
  })
  assert.deepEqual(
    refused.map((one) => [one.line, one.column, one.value, plain(one.why)]),
    [
      [6, 'Courriel', 'leo.cafe-du-pont.example.org', 'Ce n’est pas une adresse e-mail : il y manque « @ ».'],
      [8, 'Courriel 2', 'musee@@outil.example.org', 'Ce n’est pas une adresse e-mail : « @ » y figure deux fois.'],
    ],
  )
})

test('a workbook with English headings, an empty line and a number for a name', async () => {
  const { rows, refused } = await readPartnersFile(join(fixturesFolder, 'partners/workbook.xlsx'))
  assert.deepEqual(
    rows.map((row) => [row.line, row.organisation, row.contactName, row.email, row.language]),
    [
      [2, 'Hôtel de la Halle', 'Anne Sarrade', 'bonjour@halle.example.org', 'fr'],
      [4, 'The Old Mill', null, 'hello@old-mill.example.org', 'en'],
      [5, '32000', null, 'boutique@32000.example.org', null],
    ],
  )
  assert.deepEqual(
    refused.map((one) => [one.line, one.column, one.value]),
    [[4, 'E-mail', 'owner@old-mill']],
  )
})

const lines = ['RAISON SOCIALE|Nom du contact|Adresse électronique', 'Le Moulin|Jo|jo@moulin.example.org']
for (const separator of [';', ',', '\t']) {
  test(`the separator ${JSON.stringify(separator)} is recognised, with and without a byte order mark`, async (t) => {
    const text = lines.join('\n').replaceAll('|', separator)
    for (const content of [text, `\ufeff${text}`, text.replaceAll('\n', '\r')]) {
      const { rows } = await readText(t, content)
      assert.deepEqual(
        [rows[0]?.organisation, rows[0]?.contactName, rows[0]?.email],
        ['Le Moulin', 'Jo', 'jo@moulin.example.org'],
      )
    }
  })
}

test('"nom" is the structure, unless a first name stands beside it', async (t) => {
  const structure = await readText(t, 'Nom;Ville;Mail\nLe Moulin;Auch;a@b.example.org\n')
  assert.deepEqual([structure.rows[0]?.organisation, structure.rows[0]?.contactName], ['Le Moulin', null])
  const person = await readText(t, 'Nom;Prénom;Mail\nBarthe;Jo;a@b.example.org\n')
  assert.deepEqual([person.rows[0]?.organisation, person.rows[0]?.contactName], [null, 'Jo Barthe'])
})

test('a quote that is never closed is told, and what stands before it is kept', async (t) => {
  const { rows, refused } = await readText(t, 'Nom;Mail\nA;a@b.example.org\n"B;b@b.example.org\nC;c@b.example.org\n')
  assert.deepEqual(
    [rows.map((row) => row.email), refused.map((one) => [one.line, one.column])],
    [['a@b.example.org'], [[3, null]]],
  )
})

const wide = [
  'Nom;Mail;Adresse 1;Adresse 2;CP;Ville;Latitude;Longitude;SIRET;Tél.;Site web;Labels;Langues parlées;Référent;Affichage',
  "'=Gîte;a@b.example.org;12 rue Neuve;Bât. B;1 000;Auch;43,65;0,58;732829320 00074;562000000;b.example.org;accueil velo, Écolo local;français, EN;Inès;OUI",
].join('\r\n')

test('what spreadsheets do to numbers, lists and formulas is undone', async (t) => {
  const { rows, refused } = await readText(t, wide)
  assert.deepEqual(refused, [])
  assert.deepEqual(rows[0], {
    line: 2,
    organisation: '=Gîte',
    kind: null,
    commune: 'Auch',
    address: '12 rue Neuve, Bât. B',
    postcode: '01000',
    latitude: 43.65,
    longitude: 0.58,
    siret: '73282932000074',
    phone: '05 62 00 00 00',
    website: 'https://b.example.org',
    labels: ['Accueil Vélo', 'Écolo local'],
    languages: ['fr', 'en'],
    staff: 'Inès',
    poster: true,
    contactName: null,
    language: null,
    role: null,
    publications: null,
    email: 'a@b.example.org',
  })
})

test('cells that mean nothing are refused with line, column and reason; the line is kept', async (t) => {
  const text =
    'Nom;Mail;SIRET;Tel;Affichage;Langues;Coordonnées\nA;a@b.example.org;732829320 00075;5,62E+08;peut-être;klingon;ici\n'
  const { rows, refused } = await readText(t, text)
  assert.equal(rows.length, 1)
  assert.deepEqual(refused.map((one) => [one.line, one.column]).sort(), [
    [2, 'Affichage'],
    [2, 'Coordonnées'],
    [2, 'Langues'],
    [2, 'SIRET'],
    [2, 'Tel'],
  ])
})

test('settings and answers tell what headings do not', async (t) => {
  const text = 'Hébergement;Mèl du gérant;Nom\nLe Moulin;a@b.example.org;Barthe\n'
  const folder = mkdtempSync(join(tmpdir(), 'semainier-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'partners.csv'), text)
  const columns = { hebergement: 'organisation', 'Mèl du gérant': 'email', Nom: 'lastName' } as const
  const told = await readPartnersFile(join(folder, 'partners.csv'), { columns })
  assert.deepEqual([told.rows[0]?.organisation, told.rows[0]?.contactName], ['Le Moulin', 'Barthe'])
  const asked: string[] = []
  const ask = async (field: string) => {
    asked.push(field)
    return 'Mèl du gérant'
  }
  assert.equal((await readPartnersFile(join(folder, 'partners.csv'), { ask })).rows[0]?.email, 'a@b.example.org')
  assert.deepEqual(asked, ['email'])
})

test('a long file is read in parts, wherever quotes, line ends and letters fall', async (t) => {
  const count = 3000
  const line = (n: number) =>
    n % 7 === 0 ? `"Gîte ""É""\r\nn° ${n}";p${n}@b.example.org\r\n` : `Gîte Œ ${n};p${n}@b.example.org\r\n`
  const text = `Nom;Mail\r\n${Array.from({ length: count }, (_, n) => line(n)).join('')}`
  for (const bytes of [Buffer.from(text), Buffer.from(text.replaceAll('Œ', '\u009c'), 'latin1')]) {
    const { rows, refused } = await readText(t, bytes)
    assert.deepEqual(refused, [])
    assert.equal(rows.length, count)
    rows.forEach(({ organisation, email, line: at }, n) => {
      assert.equal(email, `p${n}@b.example.org`)
      assert.equal(organisation, n % 7 === 0 ? `Gîte "É" n° ${n}` : `Gîte ${bytes.includes('Œ') ? 'Œ' : 'œ'} ${n}`)
      assert.equal(at, 2 + n + Math.ceil(n / 7))
    })
  }
})

test('a quote that is never closed costs a megabyte, not the file', async (t) => {
  const text = `Nom;Mail\nA;a@b.example.org\n"B;b@b.example.org\n${'C;c@b.example.org\n'.repeat(150_000)}`
  const { rows, refused } = await readText(t, text)
  assert.deepEqual([rows.length, refused.length, refused[0]?.line], [1, 1, 3])
})

test('files without partners say what to do', async (t) => {
  const refusals: [string | Uint8Array, RegExp][] = [
    ['', /vide/],
    ['Nom;Téléphone\nA;05 62 00 00 11\n', /Aucune colonne d’adresses.*Titres lus.*Nom, Téléphone/],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /ancien classeur Excel/],
    [Buffer.from('504b0304ffffffff', 'hex'), /Ce classeur ne peut pas être lu/],
  ]
  for (const [content, message] of refusals) {
    await assert.rejects(readText(t, content), (error: unknown) => {
      assert.ok(error instanceof PartnersFileError, String(error))
      assert.match(error.message, message)
      return true
    })
  }
  await assert.rejects(readPartnersFile('none.csv'), PartnersFileError)
})

const lists = samples('samples/csv-partners/*')

test('real lists are survived', { skip: lists.length === 0 }, async (t) => {
  for (const path of lists) {
    const outcome = await readPartnersFile(path).then(
      ({ rows, refused }) => `${rows.length} rows, ${refused.length} refused`,
      (error: unknown) =>
        error instanceof PartnersFileError ? 'no partners' : assert.fail(`${path}: ${String(error)}`),
    )
    t.diagnostic(`${basename(path)}: ${outcome}`)
    if (path.includes('gers')) assert.equal(outcome, '82 rows, 1 refused')
  }
})
