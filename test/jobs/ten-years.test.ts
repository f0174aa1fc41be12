import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { simulatedOffices } from '../campaigns/ten-years/offices.js'
import { simulateOffice } from '../campaigns/ten-years/simulate.js'

/** One office and its summer letter; the others, and the letter of all year, are for the long campaign (npm run simulate). */
const offices = Object.entries(simulatedOffices)
  .slice(0, 1)
  .map(([name, folder]) => {
    const { agenda } = folder.publications
    assert.ok(agenda)
    return [name, { ...folder, publications: { agenda } }] as const
  })

describe('a year', () => {
  for (const [index, [name, settings]] of offices.entries()) {
    test(`in ${name}: one issue a week of the season, whatever happens to the machine and its clock`, async () => {
      const { verdicts, faults } = await simulateOffice(settings, 1, 40 + index)
      const [verdict] = verdicts
      assert.ok(verdict)
      assert.deepEqual(verdict.wrong, [])
      assert.ok(verdict.weeks >= 8 && verdict.certain > verdict.weeks / 3, JSON.stringify(verdict))
      assert.ok(faults.stops > 2 && faults.crashes > 1 && faults.clockJumps > 1 && faults.roundsOfTwo > 2)
    })
  }
})
