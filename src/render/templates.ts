import { fileURLToPath } from 'node:url'
import { Liquid } from 'liquidjs'
import { loadTexts, type Texts, type TextValues } from '../base/texts.js'
import { typeset } from '../base/typography.js'

const directory = fileURLToPath(new URL('../../../templates/', import.meta.url))
const engines = new Map<string, Liquid>()

/** LiquidJS hands named arguments to filters as [name, value] pairs. */
type NamedArgument = [string, string | number]

function engineFor(texts: Texts, escaped: boolean): Liquid {
  const key = `${texts.language} ${escaped}`
  const known = engines.get(key)
  if (known) return known
  const engine = new Liquid({
    root: directory,
    partials: directory,
    cache: true,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    ...(escaped ? { outputEscape: 'escape' as const } : {}),
  })
  engine.registerFilter('t', (name: string, ...values: NamedArgument[]) =>
    typeset(texts.t(name, Object.fromEntries(values) as TextValues), texts.language),
  )
  if (texts === loadTexts(texts.language)) engines.set(key, engine)
  return engine
}

/**
 * Fills the template `file` (a path below templates/) with `scope`. Every output is escaped for HTML, save what
 * the template marks `raw`; a variable or text that does not exist is an error. Texts come through the filter `t`.
 */
export function fillTemplate(file: string, scope: object, texts: Texts): string {
  return engineFor(texts, true).renderFileSync(file, scope) as string
}

/** The same for plain text, where nothing is escaped. */
export function fillPlainTemplate(file: string, scope: object, texts: Texts): string {
  return engineFor(texts, false).renderFileSync(file, scope) as string
}
