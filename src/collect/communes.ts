import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The communes that an office's articles may name. Names are official, with their accents and hyphens. */
export interface CommuneList {
  /** The communes of the intercommunality and those the settings add: recognised wherever they are named. */
  members: string[]
  /** The other communes of the same départements: recognised only where the text says that it is a place. */
  neighbours: string[]
}

interface Commune {
  code: string
  nom: string
}

const require = createRequire(import.meta.url)
const dataFile = (name: string) => readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`))

/** The department of an INSEE code: two characters, three overseas. */
const departmentOf = (code: string) => code.slice(0, code.startsWith('97') ? 3 : 2)

/**
 * The communes of an intercommunality (nine digits of its SIREN number), those that `others` adds, and their neighbours.
 * The published files weigh 12 MB but hold one record a line, so only the lines that matter are parsed.
 * A name in `others` also settles a spelling: "Jégun" where the official file writes "Jegun".
 * @throws Error when no intercommunality bears the number
 */
export function loadCommunes(intercommunality: string, others: string[] = []): CommuneList {
  const officialMembers = membersOf(intercommunality)
  const official = new Map(officialMembers.map(({ nom }) => [spellingKey(nom), nom]))
  for (const name of others) official.set(spellingKey(name), name)
  const departments = new Set(officialMembers.map(({ code }) => departmentOf(code)))
  const neighbours = [...departments].flatMap(communesOfDepartment).filter((name) => !official.has(spellingKey(name)))
  return { members: [...official.values()], neighbours: [...new Set(neighbours)] }
}

function membersOf(intercommunality: string): Commune[] {
  const file = dataFile('epci')
  const at = /^\d{9}$/.test(intercommunality) ? file.indexOf(`"code":"${intercommunality}"`) : -1
  if (at < 0) throw new Error(`No intercommunality bears the SIREN number "${intercommunality}"`)
  const line = file.toString('utf8', file.lastIndexOf('\n', at) + 1, file.indexOf('\n', at)).replace(/,\s*$/, '')
  const { membres } = JSON.parse(line) as { membres: Commune[] }
  return membres
}

function communesOfDepartment(department: string): string[] {
  const names: string[] = []
  const file = dataFile('communes')
  const mark = `"departement":"${department}"`
  for (let at = file.indexOf(mark); at >= 0; at = file.indexOf(mark, at)) {
    const end = file.indexOf('\n', at)
    const line = file.toString('utf8', file.lastIndexOf('\n', at) + 1, end)
    if (line.includes('"type":"commune-actuelle"')) names.push((JSON.parse(line.replace(/,\s*$/, '')) as Commune).nom)
    at = end
  }
  return names
}

const spellingKey = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()
