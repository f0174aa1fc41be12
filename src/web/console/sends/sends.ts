import { Hono } from 'hono'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { keptFor } from '../../../base/kept.js'
import type { DeskEnv } from '../desk.js'
import { changesOnly } from '../guards.js'
import { campaignScreen } from './campaign.js'
import { decisions } from './decisions.js'
import { ledgerExport } from './export.js'
import { ledgerPart } from './ledger.js'
import { sendsList } from './list.js'
import { deliveredMail } from './message.js'
import { storyScreen } from './story.js'
import type { KeptSums } from './subject.js'

/** What was sent: the list, each campaign as it goes, its ledger, and the story of each delivery. */
export function sendScreens(context: JobContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const { ledger } = context.store
  const sums: KeptSums = { over: keptFor(30_000, ledger.sums), underWay: keptFor(1500, ledger.sums) }
  app.use(changesOnly('editor'))
  app.get('/', sendsList(sums))
  app.route('/:id', campaignScreen(context, sums))
  app.route('/:id', decisions(sums))
  app.get('/:id/registre', ledgerPart)
  app.get('/:id/registre.csv', ledgerExport)
  app.get('/:id/remises/:number', storyScreen)
  app.get('/:id/remises/:number/courriel', deliveredMail)
  return app
}
