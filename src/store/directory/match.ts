import type { Line, OrganisationRow } from './details.js'
import { type ContactRow, type Known, keysOf } from './look-up.js'

/** Which organisation a line is about: one that is known, a new one, none, or one that only the whole list can tell. */
export type Match = OrganisationRow | 'new' | 'none' | 'later'

/**
 * Finds the organisation of a line: by SIRET, else by name and commune, else by address. An address whose one
 * organisation has another name is a changed name, unless the list names that organisation too: then it is a second one
 * behind the same mailbox. `isNamed` answers that for what was read so far; at the list's `end` it is known.
 */
export function matchOrganisation(
  { said, ...line }: Line,
  known: Known,
  isNamed: (organisation: OrganisationRow) => boolean,
  end: boolean,
): Match {
  const bySiret = said.siret === null ? undefined : known.bySiret.get(said.siret)
  if (bySiret) return bySiret
  const mayBe = (one: OrganisationRow) => one.siret === null || said.siret === null || one.siret === said.siret
  if (said.name !== null) {
    const byName = known.byName.get(keysOf(line.name_key, line.commune_key))?.find(mayBe)
    if (byName) return byName
  }
  const behind = (known.contacts.get(line.email_key) ?? []).flatMap(
    ({ organisation_id: id }) => (id === null ? undefined : known.organisations.get(id)) ?? [],
  )
  if (said.name === null) return behind[0] ?? 'none'
  const candidates = behind.filter(mayBe)
  const only = candidates.length === 1 ? candidates[0] : undefined
  if (!only || isNamed(only)) return 'new'
  return end ? only : 'later'
}

/** The contact of a line in its organisation: one that belongs to it, else one that belongs to none yet. */
export function matchContact(line: Line, organisation: string | null, known: Known): ContactRow | null {
  const same = known.contacts.get(line.email_key) ?? []
  return (
    same.find((one) => one.organisation_id === organisation) ?? same.find((one) => one.organisation_id === null) ?? null
  )
}

/** What a line changes in a contact; silence erases nothing. */
export function contactChange(known: ContactRow, { listed }: Line, organisation: string | null) {
  const said = {
    organisation_id: organisation,
    name: listed.contactName,
    role: listed.role,
    language: listed.language,
  } as const
  const columns = (Object.keys(said) as (keyof typeof said)[]).filter(
    (column) => said[column] !== null && said[column] !== known[column],
  )
  if (columns.length === 0) return null
  return {
    before: Object.fromEntries(columns.map((column) => [column, known[column]])),
    after: Object.fromEntries(columns.map((column) => [column, said[column]])),
  }
}
