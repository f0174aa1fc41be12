import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { saidIn } from '../../../jobs/steps/health.js'
import { type Desk, type DeskEnv, done } from './desk.js'
import { type Examination, type Examiner, waitMs } from './examiner.js'
import { changesOnly } from './guards.js'
import { anchorOf } from './risks.js'
import { part, screen } from './screen.js'
import { whenWords } from './when.js'

/** Whether all is in order that the next send needs, and what to do where it is not. */
export function healthScreen(examiner: Examiner): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
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

const tones = { good: 'green', watch: 'amber', bad: 'red', apart: 'plain' } as const
const order = { bad: 0, watch: 1, good: 2, apart: 3 } as const

function Results({ desk, last, running }: { desk: Desk; last: Examination | null; running: boolean }) {
  const { t } = desk
  const findings = last?.findings.toSorted((a, b) => order[a.standing] - order[b.standing]) ?? []
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
        {findings.map(({ subject, standing, said }, index) => (
          <li
            key={subject + JSON.stringify(said)}
            // Of several blogs the worst is the one that is pointed to.
            id={findings.findIndex((one) => one.subject === subject) === index ? anchorOf(subject) : undefined}
            className={tones[standing]}
          >
            <div>
              <strong>{t(`health.what.${subject}`)}</strong>
              <span className={`mark ${tones[standing]}`}>{t(`health.standing.${standing}`)}</span>
            </div>
            <p>{saidIn(desk, said)}</p>
            {(standing === 'watch' || standing === 'bad') && <p className="advice">{t(`health.advice.${subject}`)}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
