import type { Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import { page } from '../layout.js'
import { homeScreen } from './home.js'
import type { DemoInbox } from './inbox.js'
import { ledgerScreen } from './ledger.js'
import { messageScreens } from './messages.js'
import type { DemoScreen } from './screen.js'

export interface DemoParts {
  inbox: DemoInbox
  /** Where the pages lead: labels and addresses. */
  places: readonly { label: string; href: string }[]
  /** Public address of the demo's issue, without a trailing slash. */
  issuePath: string
}

/** The demo's own screens: what arrived, and what the ledger says. Only the demo shows them, without login, on loopback. */
export function demoPages(context: JobContext, { inbox, places, issuePath }: DemoParts): (app: Hono) => void {
  const { office, texts } = context
  const show = (title: string, children: React.ReactNode) =>
    page({
      language: office.language,
      title,
      office: office.name,
      width: 'wide',
      children: (
        <>
          <nav className="places" aria-label={texts.t('demo.title')}>
            {places.map(({ label, href }) => (
              <a key={href} href={href}>
                {label}
              </a>
            ))}
          </nav>
          {children}
        </>
      ),
    })
  return (app) => {
    const screen: DemoScreen = { app, context, inbox, issuePath, show }
    homeScreen(screen)
    messageScreens(screen)
    ledgerScreen(screen)
  }
}
