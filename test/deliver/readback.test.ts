import assert from 'node:assert/strict'
import { test } from 'node:test'
import { perlVerdicts } from '../campaigns/readback/perl.js'
import { readBack } from '../campaigns/readback/run.js'
import { lacks } from '../support/needs.js'

test('the oddest names, addresses and subjects come back as they were, each once, signed by both keys', async () => {
  const read = await readBack({ messages: 70, smtpUtf8: true })
  assert.deepEqual(read.faults, [])
  assert.equal(read.messages, 70)
  assert.equal(read.international, 20)
})

test('a second verifier, Perl’s Mail::DKIM, takes our signatures for good', async (t) => {
  if (lacks(t, 'libmail-dkim-perl', 'perl', '-MMail::DKIM::Verifier', '-e', '1')) return
  const read = await readBack({ messages: 40, smtpUtf8: true })
  const verdicts = perlVerdicts(read.samples, read.keys.records)
  assert.equal(verdicts.length, read.samples.length)
  assert.deepEqual(new Set(verdicts), new Set(['rsa-sha256 pass']))
})

test('without SMTPUTF8, an address with accents before the "@" fails in clear words, and the others leave', async () => {
  const read = await readBack({ messages: 70, smtpUtf8: false })
  assert.deepEqual(read.faults, [])
  assert.equal(read.messages, 50)
  assert.equal(read.international, 0)
  assert.deepEqual(
    [...read.refused],
    [['failed: the mail server takes no address with accents before the "@" (SMTPUTF8)', 20]],
  )
})
