import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import type { JobContext } from '../../../jobs/steps/context.js'
import { type Finding, innerLooks, lookAt, outerLooks, saidIn } from '../../../jobs/steps/health.js'
import { type Desk, type DeskEnv, done } from './desk.js'
import { changesOnly } from './guards.js'
import { part, screen } from './screen.js'
import { whenWords } from './when.js'

/** How long what was found serves, and how long a page waits for what is being looked for. */
const servesMs = 60_000
const waitMs = 600

interface Examination {
  at: Temporal.Instant
  madeAt: number
  findings: Finding[]
}

/** Looks after the program in the background, so that no page waits for a server that does not answer. */
function openExaminer(context: JobContext) {
  let last: Examination | null = null
  let running: Promise<void> | null = null
  async function examine() {
    const looks = [...outerLooks(context), ...innerLooks(context)]
    const findings = await Promise.all(looks.map(lookAt))
    last = { at: context.clock.now(), madeAt: performance.now(), findings }
  }
  const begin = () => {
    running ??= examine().finally(() => {
      running = null
    })
    return running
  }
  return {
    /** What was found last; begins anew when that is old, and waits a moment where there is nothing to show yet. */
    async look(): Promise<{ last: Examination | null; running: boolean }> {
      if (!last || performance.now() - last.madeAt > servesMs) {
        const now = begin()
        if (!last) await Promise.race([now, sleep(waitMs)])
      }
      return { last, running: running !== null }
    },
    /** Begins anew, whatever is at hand. */
    begin,
  }
}

/** Whether all is in order that the next send needs, and what to do where it is not. */
export function healthScreen(context: JobContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const examiner = openExaminer(context)
  app.use(changesOnly('editor'))
  app.get('/', async (c) => {
    const desk = c.get('desk')
    return screen(c, {
      title: desk.t('health.title'),
      place: 'health',
      styles: ['sends.css', 'health.css'],
      children: (
        <>
          <p className="lead">{desk.t('health.intro')}</p>
          <Results desk={desk} {...await examiner.look()} />
          {desk.may('editor') && (
            <form method="post" action="/console/sante">
              <button type="submit">{desk.t('health.again')}</button>
            </form>
          )}
        </>
      ),
    })
  })
  app.get('/resultats', async (c) => part(c, <Results desk={c.get('desk')} {...await examiner.look()} />))
  app.post('/', async (c) => {
    await Promise.race([examiner.begin(), sleep(waitMs)])
    return done(c, '/console/sante', 'healthAgain')
  })
  return app
}

const tones = { good: 'green', watch: 'amber', bad: 'red' } as const
const order = { bad: 0, watch: 1, good: 2 } as const

function Results({ desk, last, running }: { desk: Desk; last: Examination | null; running: boolean }) {
  const { t } = desk
  const live = running
    ? { 'hx-get': '/console/sante/resultats', 'hx-trigger': 'every 1s', 'hx-swap': 'outerMorph' }
    : {}
  return (
    <section id="resultats" aria-label={t('health.title')} {...live}>
      <p className="quiet" role="status">
        {running ? t('health.running') : last && t('health.seen', { at: whenWords(desk, last.at) })}
        {running && (
          <noscript>
            {' '}
            <a href="/console/sante">{t('sends.reload')}</a>
          </noscript>
        )}
      </p>
      <ul className="findings">
        {last?.findings
          .toSorted((a, b) => order[a.standing] - order[b.standing])
          .map(({ subject, standing, said }) => (
            <li key={subject + JSON.stringify(said)} className={tones[standing]}>
              <div>
                <strong>{t(`health.what.${subject}`)}</strong>
                <span className={`mark ${tones[standing]}`}>{t(`health.standing.${standing}`)}</span>
              </div>
              <p>{saidIn(desk, said)}</p>
              {standing !== 'good' && <p className="advice">{t(`health.advice.${subject}`)}</p>}
            </li>
          ))}
      </ul>
    </section>
  )
}
