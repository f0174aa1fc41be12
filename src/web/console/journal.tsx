import { Hono } from 'hono'
import { theProgram, thePerson } from '../../domain/index.js'
import type { DeskEnv } from './desk.js'
import { Pager, pageNumber } from './pager.js'
import { screen } from './screen.js'
import { whenStored } from './when.js'

const perPage = 50

/** Who did what, the latest first. */
export function journalScreen(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const page = pageNumber(c)
    const lines = await context.store.journal.latest({ limit: perPage + 1, offset: (page - 1) * perPage })
    const people: Record<string, string> = { [thePerson]: t('journal.person'), [theProgram]: t('journal.program') }
    return screen(c, {
      title: t('journal.title'),
      place: 'journal',
      children: (
        <>
          <p className="lead">{t('journal.intro')}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('journal.when')}</th>
                <th scope="col">{t('journal.who')}</th>
                <th scope="col">{t('journal.what')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, perPage).map((line) => (
                <tr key={line.id}>
                  <td>{whenStored(desk, line.at)}</td>
                  <td>{people[line.who] ?? line.who}</td>
                  <td>
                    {t(`journal.act.${line.what}`)}
                    {line.publication && ` – ${context.publications[line.publication]?.title ?? line.publication}`}
                    {line.note && <small>{` (${line.note})`}</small>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager desk={desk} page={page} more={lines.length > perPage} path="/console/journal" />
        </>
      ),
    })
  })
  return app
}
