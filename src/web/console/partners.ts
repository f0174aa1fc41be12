import { Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import type { DeskEnv } from './desk.js'
import { contactScreens } from './partners/contact.js'
import { importUndoScreens } from './partners/import-undo.js'
import { importScreens } from './partners/import.js'
import { mapScreen } from './partners/map.js'
import { organisationForms } from './partners/organisation-form.js'
import { organisationScreen } from './partners/organisation.js'
import { personScreens } from './partners/person.js'
import { searchScreen } from './partners/search.js'
import { subscriptionForms } from './partners/subscriptions.js'

/** Everything under /console/partenaires. */
export function partnersScreens(context: JobContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.route('/', searchScreen(context))
  app.route('/', mapScreen(context))
  app.route('/', organisationForms())
  app.route('/', importScreens())
  app.route('/', importUndoScreens())
  app.route('/', personScreens())
  app.route('/', subscriptionForms())
  app.route('/', contactScreens())
  // Last: its address is any word.
  app.route('/', organisationScreen())
  return app
}
