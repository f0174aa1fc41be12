import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { test, type TestContext } from 'node:test'
import type { ImportReport } from '../../jobs/import-partners.js'
import { writeConfigFolder } from '../support/config-folder.js'
import { runAtTerminal, runProgram } from '../support/program.js'
import { samples } from '../support/samples.js'
import { scratchFolder } from '../support/scratch-folder.js'

/** Runs `partners ARGS…` on a directory of its own. */
async function openOffice(t: TestContext) {
  const folder = await scratchFolder('partners')
  t.after(() => rm(folder, { recursive: true, force: true }))
  const config = await writeConfigFolder(`${folder}/config`, { rss: 'http://127.0.0.1:9/feed/' })
  const whole = (args: string[]) => ['partners', ...args, '--config', config, '--data', `${folder}/data`]
  const partners = async (...args: string[]) => {
    const program = runProgram(whole(args))
    return { code: await program.ended, output: program.output() }
  }
  const json = async <T>(...args: string[]) => JSON.parse((await partners(...args, '--json')).output) as T
  return { folder, whole, partners, json }
}

const counts = ({ added, changed, unchanged, refusedCount }: ImportReport) => [added, changed, unchanged, refusedCount]

const list = [
  'Structure;Catégorie;Commune;Coordonnées;Téléphone;Labels;Contact;Fonction;Courriel;Langue',
  '\'=HYPERLINK(1);camping;Auch;"-21,11 ; 55,53";+49 30 1234567;Accueil Vélo;"Jo; ""Jojo""";- ;a@b.example.org;en',
  '@Moulin;gîtes;Pavie;;;;;;+b@b.example.org;',
  'Sans adresse;;Biran;;;;;;;',
  ';mairie;Auch;;;;;;;',
]

test('what export writes import takes back unchanged, and no cell is a formula', async (t) => {
  const { folder, partners, json } = await openOffice(t)
  await writeFile(`${folder}/list.csv`, list.join('\r\n'))
  assert.deepEqual(counts(await json('import', `${folder}/list.csv`, '--dry-run')), [3, 0, 0, 1])
  assert.deepEqual(counts(await json('import', `${folder}/list.csv`)), [3, 0, 0, 1])
  assert.equal((await partners('export', '--out', `${folder}/out.csv`)).code, 0)
  const text = await readFile(`${folder}/out.csv`, 'utf8')
  assert.ok(text.startsWith('\ufeffStructure;') && text.endsWith('\r\n'))
  assert.doesNotMatch(text, /(?:^|;|\n)"?[=+\-@\t\r](?!\n)/)
  assert.match(text, /'=HYPERLINK\(1\);camping;.*;'-21\.11, 55\.53;.*;"Jo; ""Jojo""";;a@b\.example\.org;en;agenda/)
  assert.deepEqual(counts(await json('import', `${folder}/out.csv`)), [0, 0, 3, 0])
  await writeFile(`${folder}/out2.csv`, text.replace('agenda', 'agenda, autre').replace('camping', 'hôtel'))
  const changed = await json<ImportReport>('import', `${folder}/out2.csv`)
  assert.deepEqual(counts(changed), [0, 1, 2, 1])
  assert.match(changed.refused[0]?.why ?? '', /Publication inconnue/)
})

test('an import is told in words, listed, and undone only when somebody says yes', async (t) => {
  const { folder, partners, json } = await openOffice(t)
  await writeFile(`${folder}/list.csv`, list.join('\r\n'))
  await partners('import', `${folder}/list.csv`)
  await writeFile(`${folder}/list.csv`, list.join('\r\n').replace('camping', 'hôtel'))
  const told = (await partners('import', `${folder}/list.csv`)).output
  assert.match(told, /ligne 5 \(Courriel\).*Aucune adresse/)
  assert.match(told, /ligne 2, =HYPERLINK\(1\).*Catégorie « camping » devient « hôtel »/)
  const id = /partners undo (\w+)/.exec(told)?.[1] ?? ''
  assert.equal((await partners('undo', id)).code, 2)
  assert.equal((await partners('undo', 'none', '--yes')).code, 2)
  assert.match((await partners('undo', id, '--yes')).output, /une fiche rétablie/)
  assert.equal((await partners('undo', id, '--yes')).code, 3)
  const imports = await json<{ id: string; undone_at: string | null }[]>('imports')
  assert.deepEqual(
    imports.map((one) => [one.id === id, one.undone_at !== null]),
    [
      [true, true],
      [false, false],
    ],
  )
})

test('at a terminal, a column is asked for, and an erasure twice', async (t) => {
  const { folder, whole, json } = await openOffice(t)
  const file = `${folder}/list.csv`
  await writeFile(file, 'Nom;Où écrire;Commune\nGîte du Pont;pont@gite.example.org;Pavie\n')
  const imported = await runAtTerminal(t, whole(['import', file]), [['Son numéro', '2']])
  if (!imported) return
  assert.match(imported.output, /contient les adresses.*2 {2}Où écrire.*« Où écrire: email ».*un contact ajouté/s)
  assert.equal(imported.code, 0)
  const erase = whole(['erase', 'pont@gite.example.org'])
  const refused = await runAtTerminal(t, erase, [['Effacer tout', 'non']])
  assert.deepEqual([refused?.code, /Rien n’a été effacé/.test(refused?.output ?? '')], [3, true])
  const erased = await runAtTerminal(t, erase, [
    ['Effacer tout', 'oui'],
    ['Effacer aussi', 'oui'],
  ])
  assert.match(erased?.output ?? '', /Effacé aussi : Gîte du Pont/)
  assert.deepEqual((await json<{ contacts: object[] }>('show', 'pont@gite.example.org')).contacts, [])
})

const lists = samples('samples/csv-partners/*gers*')

test('the same real list in two encodings makes no twins', { skip: lists.length === 0 }, async (t) => {
  const { json } = await openOffice(t)
  const found: number[][] = []
  for (const path of lists) found.push(counts(await json('import', path)))
  assert.deepEqual(found, [
    [82, 0, 0, 1],
    [0, 0, 82, 1],
  ])
})
