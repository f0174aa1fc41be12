import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { test } from 'node:test'
import { programRoot } from '../src/base/paths.js'

/** The floors of the house, lowest first. A file may import its own room, and rooms of lower floors; side by side is not below. */
const floors: string[][] = [
  ['src/base'],
  ['src/domain'],
  ['src/settings', 'templates'],
  ['src/collect', 'src/compose', 'src/render', 'src/address', 'src/deliver', 'src/report', 'src/store'],
  ['src/queue'],
  ['jobs'],
  ['src/app.ts'],
  ['src/web'],
  ['src/cli'],
]

function sourceFiles(folder: string): string[] {
  return readdirSync(join(programRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(programRoot, join(entry.parentPath, entry.name)))
}

const files = ['src', 'jobs', 'templates'].flatMap(sourceFiles)

function roomOf(file: string): { room: string; floor: number } {
  for (const [floor, rooms] of floors.entries()) {
    const room = rooms.find((one) => file === one || file === one.replace(/\.ts$/, '.js') || file.startsWith(`${one}/`))
    if (room) return { room, floor }
  }
  throw new Error(`${file} stands in no room of the house`)
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(programRoot, file), 'utf8')
  const found = text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'(\.[^']+)'/g)
  return [...found].map((match) => normalize(join(dirname(file), match[1] ?? '')))
}

test('imports go down only, and no verb imports another', () => {
  assert.ok(files.length > 50)
  const wrong: string[] = []
  for (const file of files) {
    const here = roomOf(file)
    for (const target of importsOf(file)) {
      const there = roomOf(target)
      if (there.room !== here.room && there.floor >= here.floor) wrong.push(`${file} imports ${target}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('only the verb address makes a Deliverable', () => {
  const makers = files.filter(
    (file) =>
      readFileSync(join(programRoot, file), 'utf8').includes('markDeliverable') && !file.startsWith('src/domain/'),
  )
  assert.deepEqual(makers, ['src/address/address-delivery.ts'])
})

test('the domain is pure: it reads no file, no clock, no network and no environment', () => {
  for (const file of files.filter((one) => one.startsWith('src/domain/'))) {
    const text = readFileSync(join(programRoot, file), 'utf8')
    assert.doesNotMatch(text, /from 'node:|process\.|Temporal\.Now|Date\.now|fetch\(/, file)
  }
})

test('the top level is as the design has it', () => {
  const folders = readdirSync(programRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .filter((name) => !['node_modules', 'dist', 'data', 'secrets'].includes(name))
  assert.deepEqual(folders.sort(), ['config', 'docs', 'jobs', 'src', 'templates', 'test'])
})

test('files stay small: one over 300 lines is usually two', () => {
  const long = files
    .map((file) => [file, readFileSync(join(programRoot, file), 'utf8').split('\n').length] as const)
    .filter(([, lines]) => lines > 300)
  assert.deepEqual(long, [])
})
