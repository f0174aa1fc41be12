import { rm } from 'node:fs/promises'
import { openApp } from '../../../src/app.js'
import { silentLog } from '../../../src/base/log.js'
import { freezeAudience } from '../../../src/address/freeze-audience.js'
import { feedsSchema } from '../../../src/domain/settings/feeds.js'
import { publicationsSchema } from '../../../src/domain/settings/publications.js'
import { readEnvironment } from '../../../src/settings/environment.js'
import { deliverKey } from '../../../jobs/steps/deliver-key.js'
import { letter } from '../../bench/send/letter.js'
import { openSink } from '../../deliver/sink.js'
import { office } from '../../fixtures/office.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { comparable, faultsOfMessage } from './check.js'
import { addresses, internationalAddresses, names, subjects } from './hostile.js'
import { makeDkimKeys, type TestKeys } from './keys.js'
import { enterPartners } from '../../support/enter-partners.js'

export interface Readback {
  messages: number
  /** How many of them hold a local part that needs SMTPUTF8. */
  international: number
  /** Rows that failed, by their reply. */
  refused: Map<string, number>
  /** Sentences of what is wrong. */
  faults: string[]
  /** Some messages as they came, for another verifier. */
  samples: Buffer[]
  keys: TestKeys
}

export interface ReadbackOptions {
  messages: number
  /** Whether the server offers SMTPUTF8. */
  smtpUtf8: boolean
}

const at = <T>(list: readonly T[], index: number): T => {
  const one = list[index % list.length]
  if (one === undefined) throw new Error('an empty list')
  return one
}

/** Sends to as many recipients with the oddest names, addresses and subjects, and reads each message back. */
export async function readBack({ messages, smtpUtf8 }: ReadbackOptions): Promise<Readback> {
  const dataDir = await scratchFolder('readback')
  const sink = await openSink(smtpUtf8 ? {} : { hideSMTPUTF8: true })
  const keys = makeDkimKeys('tourisme.example.org')
  const app = await openApp({
    settings: {
      office,
      dkimKeys: keys.keys,
      ...feedsSchema.parse({ feeds: {} }),
      ...publicationsSchema.parse({ publications: {} }),
    },
    environment: { ...readEnvironment({}), SMTP_URL: sink.url },
    dataDir,
    role: 'readback',
    log: silentLog,
  })
  const { store } = app.context
  const emails = [...addresses, ...internationalAddresses]
  try {
    const partners = Array.from({ length: messages }, (_, number) => ({
      contactName: at(names, number)(number),
      email: at(emails, number)(number),
      publications: [`p${number % subjects.length}`],
    }))
    await enterPartners(store, partners, [])
    const read: Readback = { messages: 0, international: 0, refused: new Map(), faults: [], samples: [], keys }
    const seen = new Set<string>()
    for (const [index, subject] of subjects.entries()) {
      const publication = `p${index}`
      const message = { ...letter(3), subject, from: office.sender }
      const id = await store.transaction(async (rows) => {
        const campaign = { key: publication, kind: 'issue' as const, issueId: null, publication, message }
        const frozen = await rows.ledger.freeze(campaign, freezeAudience(rows.partners.subscriberPages(publication)))
        await rows.jobs.add({ key: deliverKey(frozen.id), kind: 'deliver', payload: { campaign: frozen.id } })
        return frozen.id
      })
      await app.queue.runDue()
      const rows = new Map((await store.campaigns.deliveries(id, { limit: messages })).map((row) => [row.id, row]))
      for (const row of rows.values()) {
        if (row.state === 'accepted') continue
        const why = `${row.state}: ${row.reply ?? row.reason}`
        read.refused.set(why, (read.refused.get(why) ?? 0) + 1)
      }
      for (const { to, raw } of sink.messages.splice(0)) {
        const bytes = Buffer.from(raw, 'latin1')
        const row = rows.get(raw.match(/^Message-ID: <(.+)@/im)?.[1] ?? '')
        if (!row) {
          read.faults.push(`a message to ${to} has no row`)
          continue
        }
        read.messages++
        if (/[\x80-\uffff]/.test(row.email.slice(0, row.email.lastIndexOf('@')))) read.international++
        if (seen.has(row.id)) read.faults.push(`${row.id} came twice`)
        seen.add(row.id)
        if (read.messages % Math.ceil(messages / 20) === 0) read.samples.push(bytes)
        const expected = {
          deliveryId: row.id,
          name: row.name,
          email: row.email,
          token: row.token,
          subject,
          publication,
          sender: office.sender.address,
        }
        const faults = await faultsOfMessage(bytes, expected, keys)
        if (comparable(to) !== comparable(row.email)) faults.push(`the envelope says ${to}`)
        read.faults.push(...faults.map((fault) => `${row.email} (${JSON.stringify(row.name)}): ${fault}`))
      }
    }
    return read
  } finally {
    await app.close()
    await sink.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
