import type { Kysely } from 'kysely'
import { type Clock, stamp } from '../../base/clock.js'
import { newId, newToken } from '../../base/ids.js'
import type { Ground, ListedPartner } from '../../domain/index.js'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'
import { type Line, lineOf, organisationChange, type OrganisationRow, type RowChange } from './details.js'
import { beginFirstList, type FirstList } from './first-list.js'
import { type ContactRow, type Known, learnContact, learnOrganisation, lookUp, nothingKnown } from './look-up.js'
import { contactChange, matchContact, matchOrganisation } from './match.js'
import { beginSubscribing, type SubscriptionChange, type SubscriptionCounts } from './subscribe.js'
import { newWriting, write, type Writing } from './write.js'

export interface ImportOptions {
  /** The list's name, as shown later. */
  file: string
  who: string
  /** What a line that does not say is subscribed to. */
  publications: readonly string[]
  ground: Ground
  /** Of contacts whose line names none. */
  language: string
}

export interface LineOutcome<L extends ListedPartner> {
  line: L
  outcome: 'added' | 'changed' | 'unchanged'
  /** What it changes in an organisation or a contact that was there before. */
  changes: RowChange[]
  /** Null where a line names no mailbox. */
  subscriptions: SubscriptionChange | null
}

/** Enters a list, part by part. */
export interface Importer<L extends ListedPartner> {
  id: string
  /** What it does to what people receive, as far as it has come. */
  subscriptions: SubscriptionCounts
  /** Enters some lines; those that only the whole list can tell come back with `finish`. */
  enter(lines: readonly L[]): Promise<LineOutcome<L>[]>
  /** Enters what was kept for the end, and writes the import itself. */
  finish(refused: number): Promise<LineOutcome<L>[]>
}

/** Lists whose first part has as many lines are worth a load without indexes. */
const longList = 1000
/** Memory must not grow with the lines that meet others. */
const longestWait = 2000

/**
 * Begins to enter a list of partners, inside a transaction that no other import shares. Lines find what is known by SIRET,
 * by name and commune, by address, so that nothing is entered twice. Who has unsubscribed stays so.
 */
export function beginImport<L extends ListedPartner>(
  db: Kysely<Schema>,
  clock: Clock,
  engine: Engine,
  hashKey: string,
  options: ImportOptions,
): Importer<L> {
  const importId = newId()
  const people = beginSubscribing(db, hashKey, options.publications)
  const at = stamp(clock.now())
  const counts = { added: 0, changed: 0, unchanged: 0 }
  const kept: Line<L>[] = []
  /** Known before, and named by the list. */
  const named = new Set<string>()
  const isNew = (row: OrganisationRow | ContactRow) => row.import_id === importId

  function addOrganisation({ said, name_key, commune_key }: Line, known: Known, writing: Writing): OrganisationRow {
    const mark = { created_at: at, import_id: importId, found_by: null }
    const row = { ...said, id: newId(), name: said.name ?? '', name_key, commune_key, ...mark }
    writing.organisations.push(row)
    writing.fresh.add(row)
    learnOrganisation(known, row)
    return row
  }

  function organisationOf(line: Line, known: Known, writing: Writing, end: boolean) {
    const match = matchOrganisation(line, known, (one) => isNew(one) || named.has(one.id), end)
    if (match === 'later') return null
    if (match === 'none') return { row: null, isAdded: false, change: null }
    if (match === 'new') return { row: addOrganisation(line, known, writing), isAdded: true, change: null }
    if (!isNew(match)) named.add(match.id)
    const change = organisationChange(match, line.said)
    const isAlone = line.listed.email === null
    if (isAlone && match.import_id !== null && !isNew(match) && match.found_by === null) {
      match.found_by = importId
      writing.changedOrganisations.set(match.id, match)
    }
    if (change) {
      Object.assign(match, change.after)
      // Under its new name too.
      learnOrganisation(known, match)
      if (!writing.fresh.has(match)) writing.changedOrganisations.set(match.id, match)
      if (!isNew(match)) writing.changes.push({ id: newId(), noun: 'organisation', row_id: match.id, change })
    }
    return { row: match, isAdded: false, change: change && !isNew(match) ? change : null }
  }

  function contactOf(line: Line, email: string, organisation: string | null, known: Known, writing: Writing) {
    const match = matchContact(line, organisation, known)
    if (!match) {
      const { listed, email_key } = line
      const row = {
        id: line.contactId ?? newId(),
        organisation_id: organisation,
        name: listed.contactName,
        role: listed.role,
        email,
        email_key,
        language: listed.language ?? options.language,
        token: newToken(),
        created_at: at,
        import_id: importId,
        found_by: null,
      }
      writing.contacts.push(row)
      writing.fresh.add(row)
      learnContact(known, row)
      return { row, isAdded: true, change: null }
    }
    const change = contactChange(match, line, organisation)
    const isFound = match.import_id !== null && !isNew(match) && match.found_by === null
    if (isFound) match.found_by = importId
    if ((change || isFound) && !writing.fresh.has(match)) writing.changedContacts.set(match.id, match)
    if (change) {
      Object.assign(match, change.after)
      if (!isNew(match)) writing.changes.push({ id: newId(), noun: 'contact', row_id: match.id, change })
    }
    return { row: match, isAdded: false, change: change && !isNew(match) ? change : null }
  }

  function enterLine(line: Line<L>, known: Known, writing: Writing, end: boolean): LineOutcome<L> | null {
    const organisation = organisationOf(line, known, writing, end)
    if (!organisation) {
      kept.push(line)
      return null
    }
    // An organisation without a mailbox is known too: it is on the map, and one visits it.
    const { email } = line.listed
    const contact = email === null ? null : contactOf(line, email, organisation.row?.id ?? null, known, writing)
    const subscriptions = contact && people.subscribe(line, contact, known, writing)
    const changes = [organisation.change, contact?.change ?? null].filter((change) => change !== null)
    const begins = subscriptions !== null && subscriptions.begun.length > 0 && !isNew(contact!.row)
    const outcome = (contact ?? organisation).isAdded ? 'added' : changes.length > 0 || begins ? 'changed' : 'unchanged'
    counts[outcome]++
    return { line: line.listed, outcome, changes, subscriptions }
  }

  let first: FirstList<L> | null = null
  let planned: Promise<void> | null = null
  async function enterPart(lines: readonly Line<L>[], end: boolean): Promise<LineOutcome<L>[]> {
    await people.prepare()
    if (!first) await (planned ??= engine.planForGrowth(db))
    const known = first ? nothingKnown() : await lookUp(db, engine, lines)
    const writing = newWriting()
    const outcomes = lines
      .map((line) => (first?.keeps(line) ? null : enterLine(line, known, writing, end)))
      .filter((one) => one !== null)
    first?.partIsOver()
    await write(db, engine, writing, { importId, ground: options.ground, since: at })
    return outcomes
  }

  async function endFirstList(): Promise<LineOutcome<L>[]> {
    if (!first) return []
    const { waiting } = first
    await first.end()
    first = null
    return await enterPart(waiting, false)
  }

  let isBegun = false
  return {
    id: importId,
    subscriptions: people.counts,
    async enter(lines) {
      if (!isBegun && lines.length >= longList) first = await beginFirstList(db, engine)
      isBegun = true
      const outcomes = await enterPart(lines.map(lineOf), false)
      if (first && first.waiting.length > longestWait) outcomes.push(...(await endFirstList()))
      return outcomes
    },
    async finish(refused) {
      const outcomes = await endFirstList()
      if (kept.length > 0) outcomes.push(...(await enterPart(kept.splice(0), true)))
      const { file, who } = options
      await db
        .insertInto('imports')
        .values({ id: importId, file, who, at, ...counts, refused })
        .execute()
      return outcomes
    },
  }
}
