import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendingSchema } from '../../src/domain/settings/sending.js'
import { bouncesSchema } from '../../src/domain/settings/bounces.js'
import { weekAfter } from '../../src/domain/index.js'
import { openSink } from '../deliver/sink.js'
import { office } from '../fixtures/office.js'
import { startDovecot, withoutDovecot } from '../support/dovecot.js'
import { fridayAfternoon, type Friday, openFriday, saturdayMorning, week } from '../support/friday.js'
import { rssOf } from '../support/rss.js'
import { answering } from '../support/web-server.js'
import { weeklyArticle } from '../support/weekly-article.js'

const skip = withoutDovecot()
const partner = (number: number) => `p${number}@partenaires.example.org`
const returnPath = { address: 'retours@tourisme.example.org', verp: true }

/** A report of non-delivery as a server writes it. */
const report = (to: string, recipient: string, original: string, diagnostic: string) => `Return-Path: <>
Delivered-To: ${to}
From: MAILER-DAEMON@mx.example.net
To: ${to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <dsn-${recipient}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain

Your message could not be delivered.
--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: ${/\d\.\d\.\d+/.exec(diagnostic)?.[0] ?? '5.0.0'}
Diagnostic-Code: smtp; ${diagnostic}

--=_b
Content-Type: text/rfc822-headers

Message-ID: ${original}
To: ${recipient}
--=_b--
`

const complaintOf = (recipient: string, original: string) => `From: fbl@plaintes.example
To: retours@tourisme.example.org
Subject: FW: L'agenda
Message-ID: <fbl@plaintes.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="=_f"

--=_f
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Plaintes/1
Version: 1
Original-Rcpt-To: <${recipient}>

--=_f
Content-Type: message/rfc822

Message-ID: ${original}
To: ${recipient}

Bonjour
--=_f--
`

/** The reasons for which partners were left out of an issue, by address. */
async function leftOut({ app }: Friday, period: string): Promise<Record<string, string | null>> {
  const campaign = await app.context.store.campaigns.byKey(`issue/agenda/${period}`)
  const excluded = await app.context.store.campaigns.deliveries(campaign?.id ?? '', { state: 'excluded' })
  return Object.fromEntries(excluded.map((one) => [one.email, one.reason]))
}

test(
  'what comes back is read once, and who cannot or will not be reached is left out of the next send',
  { skip },
  async (t) => {
    const dovecot = await startDovecot(t)
    const senders = new Map<string, string>()
    const sink = await openSink({
      onRcptTo({ address }, session, answer) {
        senders.set(address, (session.envelope.mailFrom || { address: '' }).address)
        if (address === partner(1)) answer(Object.assign(new Error('5.1.1 User unknown'), { responseCode: 550 }))
        else if (address === partner(6))
          answer(Object.assign(new Error(`5.7.1 <${address}> Message refused by policy`), { responseCode: 550 }))
        else answer()
      },
    })
    const friday = await openFriday(t, {
      sink,
      partners: 8,
      imapUrl: dovecot.url,
      office: { sending: sendingSchema.parse({ returnPath }), bounces: bouncesSchema.parse({ markRead: true }) },
    })
    const blog = (of: typeof week, now: Temporal.Instant) =>
      friday.answer(answering(rssOf([weeklyArticle(of, now.subtract({ hours: 30 }))]), { 'content-type': 'text/xml' }))
    blog(week, fridayAfternoon)
    await friday.at(fridayAfternoon)
    await friday.at(saturdayMorning)
    const { store } = friday.app.context
    const idOf = (to: string) =>
      /^Message-ID: (<[^>]+>)/im.exec(sink.messages.find((one) => one.to === to)?.raw ?? '')?.[1] ?? ''

    // The envelope's sender tells each delivery apart, staff's need not.
    assert.match(senders.get(partner(2)) ?? '', /^retours\+[0-9a-z]+-\d{7}-[0-9a-f]{10}@tourisme\.example\.org$/)
    assert.equal(new Set([2, 3, 4, 5].map((number) => senders.get(partner(number)))).size, 4)
    assert.equal(senders.get(office.staff[0]?.address ?? ''), returnPath.address)

    const verp = senders.get(partner(2)) ?? ''
    // The report names another address, as after a redirection; the return address tells whose it is.
    await dovecot.deliver(report(verp, 'elsewhere@redirected.example', '<unknown@x>', '550 5.1.1 No such user'))
    await dovecot.deliver(complaintOf(partner(3), idOf(partner(3))))
    await dovecot.deliver(report(returnPath.address, partner(4), idOf(partner(4)), '552 5.2.2 Mailbox full'))
    const token = /\/d\/([\w-]{22})\/agenda/.exec(
      sink.messages.find((one) => one.to === partner(5))?.raw.replaceAll('=\r\n', '') ?? '',
    )?.[1]
    await dovecot.deliver(
      `From: other@example.net\nSubject: désinscription agenda ${token}\nMessage-ID: <u@x>\n\n`.normalize('NFC'),
    )
    await dovecot.deliver(
      `From: ${partner(7)}\nTo: camille@tourisme.example.org\nSubject: Re: agenda\nMessage-ID: <r@x>\n\nLe concert est annulé.\n`,
    )
    await dovecot.deliver(
      `From: ${partner(8)}\nSubject: Absence\nAuto-Submitted: auto-replied\nMessage-ID: <v@x>\n\nAbsent.\n`,
    )
    // Anybody can write a report; one with an invented return address, for an address that got nothing, stops nobody.
    const forged = verp.replace(/.@/, 'z@')
    await dovecot.deliver(report(forged, 'nobody@example.net', '<forged@x>', '550 5.1.1 No such user'))
    // Nor does one that knows a partner's address and nothing else of what was sent: it counts as a soft one.
    await dovecot.deliver(report(returnPath.address, partner(8), '<invented@x>', '550 5.1.1 No such user'))

    const forwards = () =>
      sink.messages.filter((one) => one.raw.includes('message/rfc822') && one.raw.includes('Reply-To: p7@'))
    await friday.at(saturdayMorning.add({ minutes: 10 }))
    const counts = { bounce: 4, complaint: 1, unsubscription: 1, reply: 1, 'auto-reply': 1 }
    assert.deepEqual(await store.returned.counts(saturdayMorning), counts)
    assert.equal(forwards().length, 1)
    assert.match(forwards()[0]?.raw ?? '', /^Auto-Submitted: /m)
    const reasonsOf = () =>
      Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((number) => store.suppressions.reasonFor(partner(number))))
    const reasons = ['bounced', 'bounced', 'complained', null, null, null, null, null]
    assert.deepEqual(await reasonsOf(), reasons)
    assert.equal((await store.suppressions.softBounces(partner(8))).length, 1)
    assert.equal((await friday.toStaff()).alarms, 1, 'staff are told that a message was refused by policy')
    const told = await store.jobs.byKey('alarm/refused/policy/2026-07-04')
    assert.match(String(told?.payload), /5\.7\.1 … Message refused/, 'no address is kept with it')

    const mailbox = 'retours@127.0.0.1/INBOX'
    const validity = async () => {
      const client = await dovecot.connect()
      const opened = client.mailbox
      await client.logout()
      return opened ? String(opened.uidValidity) : ''
    }
    const before = await validity()
    assert.equal(await store.returned.lastUid({ mailbox, uidValidity: before }), 8)
    // A second look, a server that was away, and a mailbox whose numbers count anew change nothing.
    await friday.at(saturdayMorning.add({ minutes: 20 }))
    await dovecot.stop()
    await friday.at(saturdayMorning.add({ minutes: 30 }))
    await dovecot.countAnew()
    await dovecot.start()
    const uidValidity = await validity()
    assert.notEqual(uidValidity, before)
    await friday.at(saturdayMorning.add({ minutes: 40 }))
    assert.equal(await store.returned.lastUid({ mailbox, uidValidity }), 8, 'all were looked at again')
    assert.deepEqual(await store.returned.counts(saturdayMorning), counts)
    assert.equal(forwards().length, 1)
    assert.deepEqual(await reasonsOf(), reasons)
    const look = await dovecot.connect()
    assert.equal(((await look.search({ seen: true }, { uid: true })) || []).length, 8)
    await look.logout()

    const nextFriday = fridayAfternoon.add({ hours: 7 * 24 })
    blog(weekAfter('2026-07-11'), nextFriday)
    await friday.at(nextFriday)
    await friday.at(saturdayMorning.add({ hours: 7 * 24 }))
    assert.deepEqual(await leftOut(friday, '2026-W29'), {
      [partner(1)]: 'bounced',
      [partner(2)]: 'bounced',
      [partner(3)]: 'complained',
      [partner(5)]: 'unsubscribed',
    })
    await friday.checkSums()

    assert.equal(await store.suppressions.lift(partner(2)), true)
    assert.equal(await store.suppressions.reasonFor(partner(2)), null)
  },
)

test(
  'a message that cannot be settled keeps no other waiting, and what lay there before is left alone',
  { skip },
  async (t) => {
    const dovecot = await startDovecot(t)
    const friday = await openFriday(t, { imapUrl: dovecot.url })
    const { store } = friday.app.context
    const { notice } = friday.app.context
    let fails = 1
    const alarmOnce: typeof notice.alarm = (parts) => {
      if (fails-- > 0) throw new Error('this one cannot be told')
      return notice.alarm(parts)
    }
    Object.assign(friday.app.context, { notice: { ...notice, alarm: alarmOnce } })
    const look = await dovecot.connect()
    const before = new Date(store.firstRun.epochMilliseconds - 1000)
    await look.append('INBOX', 'From: old@example.net\r\nMessage-ID: <o@x>\r\n\r\nAncien\r\n', [], before)
    await look.append('INBOX', 'From: a@example.net\r\nSubject: =?utf-8?Q?a=00b?=\r\nMessage-ID: <a@x>\r\n\r\nUn\r\n')
    await look.append('INBOX', 'From: b@example.net\r\nMessage-ID: <b@x>\r\n\r\nDeux\r\n')
    await friday.at(fridayAfternoon)
    assert.deepEqual(await store.returned.counts(store.firstRun), { reply: 1, unsettled: 1 })
    assert.equal(((await look.search({ seen: false }, { uid: true })) || []).length, 3, 'all are still there, unread')
    await look.logout()
  },
)
