import type { Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import type { DemoInbox } from './inbox.js'

/** What each screen of the demo is given. */
export interface DemoScreen {
  app: Hono
  context: JobContext
  inbox: DemoInbox
  /** Public address of the demo's issue, without a trailing slash. */
  issuePath: string
  /** One page with the demo's navigation. */
  show(title: string, children: React.ReactNode): string
}
