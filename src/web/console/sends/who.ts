import type { LedgerLine } from '../../../store/ledger-lines.js'
import type { Desk } from '../desk.js'
import { partnerName } from '../partner-name.js'

/** A line of the ledger, and whom it was meant for: the house and the person, or null where only an address is known. */
export type NamedLine = LedgerLine & { who: string | null }

/**
 * Names the houses of some lines, all in one question. The ledger stays as it was frozen: of whoever is no longer in
 * the directory, what it holds is what is told.
 */
export async function named({ context }: Desk, lines: readonly LedgerLine[]): Promise<NamedLine[]> {
  const houses = await context.store.organisations.housesOf(lines.map((line) => line.contact_id))
  return lines.map((line) => ({ ...line, who: partnerName(houses.get(line.contact_id)?.organisation, line.name) }))
}
