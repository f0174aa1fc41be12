import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { textLanguages } from './texts.js'

/*
 * `npm run build:texts`: templates/texts/*.yaml as JSON, by dotted key: fr.yaml, and beside it the words of one part of the
 * program each, such as console.fr.yaml. JSON is read a hundred times faster than YAML, on
 * the way of every command and once more in the mail's thread.
 */
type Tree = { [key: string]: string | Tree }

const sources = new URL('../../../templates/texts/', import.meta.url)
const built = new URL('../../texts/', import.meta.url)

function* flatten(tree: Tree, prefix = ''): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [prefix + key, value]
    else yield* flatten(value, `${prefix}${key}.`)
  }
}

mkdirSync(built, { recursive: true })
for (const language of textLanguages) {
  const files = readdirSync(sources).filter((name) => name === `${language}.yaml` || name.endsWith(`.${language}.yaml`))
  const trees = files.map((name) => parse(readFileSync(new URL(name, sources), 'utf8')) as Tree)
  const texts = trees.flatMap((tree) => [...flatten(tree)])
  const twice = texts.find(([key], index) => texts.findIndex(([other]) => other === key) !== index)
  if (twice) throw new Error(`two texts "${twice[0]}" in ${files.join(', ')}`)
  writeFileSync(new URL(`${language}.json`, built), JSON.stringify(Object.fromEntries(texts)))
}
