import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { simulatedOffices } from '../campaigns/ten-years/offices.js'
import { simulateOffice } from '../campaigns/ten-years/simulate.js'

/** The letter of all year is left to the long campaign: a hundred issues more would take the time of everything else. */
const offices = Object.entries(simulatedOffices).map(([name, folder]) => {
  const { agenda } = folder.publications
  assert.ok(agenda)
  return [name, { ...folder, publications: { agenda } }] as const
})

// Side by side: half of each story is waiting for a mail server.
describe('two years', { concurrency: true }, () => {
  for (const [index, [name, settings]] of offices.entries()) {
    test(`in ${name}: one issue a week of the season, whatever happens to the machine and its clock`, async () => {
      const { verdicts, faults } = await simulateOffice(settings, 2, 40 + index)
      const [verdict] = verdicts
      assert.ok(verdict)
      assert.deepEqual(verdict.wrong, [])
      assert.ok(verdict.weeks >= 17 && verdict.certain > verdict.weeks / 3, JSON.stringify(verdict))
      assert.ok(faults.stops > 5 && faults.crashes > 3 && faults.clockJumps > 2 && faults.roundsOfTwo > 5)
    })
  }
})
