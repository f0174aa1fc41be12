import { reasonOf } from '../src/base/reason-of.js'
import { type Mailbox, type MailboxMessage, openMailbox } from '../src/deliver/mailbox.js'
import { fingerprint } from '../src/deliver/returned/envelope.js'
import { readReturned } from '../src/deliver/returned/read-returned.js'
import type { RunAgain } from '../src/queue/queue.js'
import type { MailboxPlace } from '../src/store/returned.js'
import type { Rows } from '../src/store/store.js'
import type { JobContext } from './steps/context.js'
import { alarm } from './steps/notices.js'
import { settleReturned } from './steps/settle-returned.js'

export interface BouncesPayload {
  /** The day whose job this is, in the office's zone. */
  day: string
}

/** The job of a day, which looks into the mailbox again and again until the day ends. */
export const bouncesKey = (day: string) => `bounces/${day}`

/** How often the mailbox is looked into. */
const everyMinutes = 5

const filedAtOnce = 500

/**
 * Reads the mail that came back since the last time: each message once, its effect stored with it. The mailbox stays as
 * it is, unless settings say that what was read is marked or moved. A server that cannot be used is tried again.
 */
export async function readReturnedMail(context: JobContext, { day }: BouncesPayload): Promise<RunAgain | undefined> {
  const { clock, imap, office, log, store } = context
  if (!imap) return undefined
  const again = clock.now().add({ minutes: everyMinutes })
  let inVain: string | null = null
  try {
    const mailbox = await openMailbox(imap)
    try {
      const place = { mailbox: `${imap.user}@${imap.host}/${imap.folder}`, uidValidity: mailbox.uidValidity }
      await readNew(context, mailbox, place)
      await fileRead(context, mailbox, place)
    } finally {
      await mailbox.close().catch(() => {})
    }
  } catch (error) {
    if (store.isPassing(error)) throw error
    inVain = reasonOf(error)
    log.error({ err: error }, 'the mailbox of returned mail cannot be read')
  }
  context.wake()
  const today = clock.now().toZonedDateTimeISO(office.timeZone).toPlainDate().toString()
  if (today === day) return { again, reason: inVain ?? 'the mailbox is looked into again', inVain: inVain !== null }
  await store.returned.forgetSources()
  return undefined
}

async function readNew(context: JobContext, mailbox: Mailbox, place: MailboxPlace): Promise<void> {
  const { store } = context
  for await (const message of mailbox.after(await store.returned.lastUid(place))) {
    if (context.stopping()) return
    await readOne(context, place, message)
  }
}

async function readOne(
  context: JobContext,
  place: MailboxPlace,
  { uid, arrived, source, complete }: MailboxMessage,
): Promise<void> {
  const { store, log } = context
  // What lay there before the program did is not its affair.
  if (arrived.getTime() < store.firstRun.epochMilliseconds) return await store.returned.advance(place, uid)
  const returned = readReturned(source)
  const kept = returned.kind === 'reply' || returned.kind === 'unsubscription' ? source : null
  const entry = { uid, fingerprint: fingerprint(source), kind: returned.kind, source: kept }
  try {
    await store.transaction(async (rows) => {
      const id = await rows.returned.enter(place, entry)
      if (id) await settleReturned(context, rows, { id, raw: source, returned })
      await rows.returned.advance(place, uid)
      if (id) log.info({ returned: id, kind: returned.kind, complete }, 'a message came back')
    })
  } catch (error) {
    if (store.isPassing(error)) throw error
    log.error({ err: error, uid }, 'a returned message could not be settled')
    await leaveToStaff(context, place, entry)
  }
}

/** One message that cannot be settled must not keep all later ones waiting: staff are told where it lies. */
async function leaveToStaff(
  context: JobContext,
  place: MailboxPlace,
  entry: Parameters<Rows['returned']['enter']>[1],
): Promise<void> {
  await context.store.transaction(async (rows) => {
    const id = await rows.returned.enter(place, { ...entry, kind: 'unsettled', source: null })
    const values = { mailbox: place.mailbox, uid: entry.uid }
    if (id) await alarm(context, rows, { key: `alarm/unsettled/${id}`, code: 'unsettled', values, issueId: null })
    await rows.returned.advance(place, entry.uid)
  })
}

/** Marks and moves what was read, where settings ask for it; also what a lost connection left undone. */
async function fileRead({ store, office }: JobContext, mailbox: Mailbox, place: MailboxPlace): Promise<void> {
  const { markRead, moveTo } = office.bounces
  if (!markRead && !moveTo) return
  for (;;) {
    const uids = await store.returned.unfiled(place, filedAtOnce)
    if (uids.length === 0) return
    if (markRead) await mailbox.markRead(uids)
    if (moveTo) await mailbox.moveTo(moveTo, uids)
    await store.returned.file(place, uids)
  }
}
