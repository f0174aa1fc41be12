import { Hono } from 'hono'
import { type JournalWhat, journalWhats, theProgram, thePerson } from '../../domain/index.js'
import { authorWords } from '../author.js'
import type { Desk, DeskEnv } from './desk.js'
import { deedWords, detailWords, momentWords, roomOf } from './journal-words.js'
import { partnerName } from './partner-name.js'
import { Pager, pageNumber } from './pager.js'
import { screen } from './screen.js'

const perPage = 50

/** Who did what, the latest first. */
export function journalScreen(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.get('/', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const page = pageNumber(c)
    const asked = c.req.query('quoi')
    const what = journalWhats.find((one) => one === asked)
    const who = c.req.query('qui') || undefined
    const query = String(new URLSearchParams({ ...(what && { quoi: what }), ...(who && { qui: who }) }))
    const wanted = { ...(what && { what }), ...(who !== undefined && { who }) }
    const [lines, segments, staff] = await Promise.all([
      context.store.journal.latest({ limit: perPage + 1, offset: (page - 1) * perPage, ...wanted }),
      context.store.segments.list(),
      context.store.staff.list(),
    ])
    // Whoever has left is not in the list of the team, but still in the journal: asked for by the address.
    const names = new Set([...staff.map(({ name }) => name), ...(who === undefined ? [] : [who])])
    const known = new Set(segments.map(({ id }) => id))
    const moment = momentWords(desk)
    const people: Record<string, string> = { [thePerson]: t('journal.person'), [theProgram]: t('journal.program') }
    return screen(c, {
      title: t('journal.title'),
      place: 'journal',
      children: (
        <>
          <p className="lead">{t('journal.intro')}</p>
          <Filter
            desk={desk}
            what={what}
            who={who}
            names={[...names].filter((name) => !(name in people))}
            people={people}
          />
          {lines.length === 0 && <p className="quiet">{t('journal.nothing')}</p>}
          {lines.length > 0 && (
            <table className="stacked">
              <thead>
                <tr>
                  <th scope="col">{t('journal.when')}</th>
                  <th scope="col">{t('journal.who')}</th>
                  <th scope="col">{t('journal.what')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.slice(0, perPage).map((line) => {
                  const room = roomOf(line, known)
                  const deed = deedWords(desk, line)
                  const name = partnerName(line.organisation, line.contact ?? line.email)
                  const details = [name, detailWords(desk, line)].filter(Boolean).join(' – ')
                  return (
                    <tr key={line.id}>
                      <td>{moment(line.at)}</td>
                      <td>{authorWords(t, line.who)}</td>
                      <td>
                        {room ? <a href={room}>{deed}</a> : deed}
                        {details && (
                          <>
                            <br />
                            <small>{details}</small>
                          </>
                        )}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          )}
          <Pager
            desk={desk}
            page={page}
            more={lines.length > perPage}
            path={query ? `/console/journal?${query}` : '/console/journal'}
          />
        </>
      ),
    })
  })
  return app
}

interface FilterProps {
  desk: Desk
  what: JournalWhat | undefined
  who: string | undefined
  /** Staff, as the journal names them. */
  names: readonly string[]
  /** Who is none of staff, by the name in the journal, and what they are called here. */
  people: Record<string, string>
}

/** A form that shows lines of one kind, or of one person, alone. */
function Filter({ desk: { t, texts }, what, who, names, people }: FilterProps) {
  const kinds = journalWhats
    .map((name) => ({ name, words: t(`journal.act.${name}`) }))
    .toSorted((a, b) => a.words.localeCompare(b.words, texts.language))
  const everybody = [
    ...names.toSorted((a, b) => a.localeCompare(b, texts.language)).map((name) => ({ name, words: name })),
    ...Object.entries(people).map(([name, words]) => ({ name, words })),
  ]
  return (
    <form method="get" action="/console/journal" className="filter">
      <label>
        {t('journal.kind')}
        <select name="quoi" defaultValue={what ?? ''}>
          <option value="">{t('journal.everything')}</option>
          {kinds.map(({ name, words }) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('journal.by')}
        <select name="qui" defaultValue={who ?? ''}>
          <option value="">{t('journal.everybody')}</option>
          {everybody.map(({ name, words }) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="secondary">
        {t('journal.show')}
      </button>
    </form>
  )
}
