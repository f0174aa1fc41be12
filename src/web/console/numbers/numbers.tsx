import { type Context, Hono } from 'hono'
import { renderToStaticMarkup } from 'react-dom/server'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { keptFor } from '../../../base/kept.js'
import { chartSize, renderChart } from '../../../render/chart.js'
import { csvHead, csvLine } from '../../../report/csv.js'
import type { Desk, DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { type Asked, askedOf, queryOf, seasonOf, yearsOf } from './question.js'
import { type Counts, countsOf, sumsOf, tableNames, type TableName, tableOf } from './tables.js'

/** How long figures serve: the pictures of a screen are asked for one by one, and need the same. */
const servesMs = 60_000

/** Figures as pictures, each with its table below it, to be taken along. */
export function numberScreens(context: JobContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const kept = keptFor(servesMs, (key) => countsOf(context, JSON.parse(key) as Asked), 50)
  const pictures = keptFor(
    servesMs,
    (key) => {
      const [chart, look] = JSON.parse(key) as Parameters<typeof renderChart>
      return renderChart(chart, look)
    },
    100,
  )
  const countsFor = (asked: Asked) => kept.get(JSON.stringify(asked))
  // The longest part of the screen is the same for everybody who reads its language.
  const written = new WeakMap<Counts, Map<string, string>>()
  async function figuresFor(desk: Desk, asked: Asked): Promise<string> {
    const counts = await countsFor(asked)
    const known = written.get(counts) ?? new Map<string, string>()
    written.set(counts, known)
    const markup =
      known.get(desk.texts.language) ??
      renderToStaticMarkup(tableNames.map((name) => <Figure key={name} {...{ desk, asked, counts, name }} />))
    known.set(desk.texts.language, markup)
    return markup
  }

  app.get('/', async (c) => {
    const desk = c.get('desk')
    const asked = askedOf(c, context)
    return screen(c, {
      title: desk.t('numbers.title'),
      place: 'numbers',
      styles: ['numbers.css'],
      children: (
        <>
          <p className="lead">{desk.t('numbers.intro')}</p>
          <Choice desk={desk} asked={asked} />
          <div dangerouslySetInnerHTML={{ __html: await figuresFor(desk, asked) }} />
        </>
      ),
    })
  })

  const named = (c: Context<DeskEnv>, ending: string): TableName | null =>
    tableNames.find((name) => c.req.param('file') === `${name}${ending}`) ?? null

  app.get('/:file{[a-z]+\\.svg}', async (c) => {
    const name = named(c, '.svg')
    if (!name) return c.notFound()
    const chart = tableOf(c.get('desk'), name, await countsFor(askedOf(c, context)))
    const look = {
      theme: c.req.query('fond') === 'sombre' ? 'dark' : 'light',
      width: c.req.query('large') === 'non' ? 'narrow' : 'wide',
      language: c.get('desk').texts.language,
    }
    return c.body(await pictures.get(JSON.stringify([chart, look])), 200, { 'Content-Type': 'image/svg+xml' })
  })

  app.get('/:file{[a-z]+\\.csv}', async (c) => {
    const name = named(c, '.csv')
    if (!name) return c.notFound()
    const { t } = c.get('desk').texts
    const chart = tableOf(c.get('desk'), name, await countsFor(askedOf(c, context)))
    const lines = chart.rows.map((row, index) => csvLine([row, ...(chart.values[index] ?? []).map(String)]))
    const body = csvHead([t(chart.lying ? 'numbers.what' : 'numbers.when'), ...chart.kinds]) + lines.join('')
    return c.body(body, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
    })
  })
  return app
}

/** Which period and which publication: a form that any browser sends. */
function Choice({ desk: { t, context }, asked }: { desk: Desk; asked: Asked }) {
  const season = seasonOf(context, asked.publication)
  return (
    <form method="get" action="/console/chiffres" className="choice">
      <label>
        {t('numbers.period')}
        <select name="periode" defaultValue={asked.period}>
          <option value="3m">{t('numbers.threeMonths')}</option>
          {season && <option value="saison">{t('numbers.season', { year: String(season.from.year) })}</option>}
          <option value="12m">{t('numbers.twelveMonths')}</option>
          {yearsOf(context).map((year) => (
            <option key={year} value={year}>
              {t('numbers.year', { year })}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('numbers.publication')}
        <select name="publication" defaultValue={asked.publication ?? ''}>
          <option value="">{t('numbers.allPublications')}</option>
          {Object.entries(context.publications).map(([name, { title }]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="secondary">
        {t('numbers.show')}
      </button>
    </form>
  )
}

/** From the number of those who left to who they are. */
function WhoLeft({ desk: { t }, publication }: { desk: Desk; publication: string | null }) {
  const left = publication === null ? 'unsubscribed' : `unsubscribed.${publication}`
  return (
    <p className="ways">
      <a href={`/console/partenaires?${new URLSearchParams({ seulement: left })}`}>{t('numbers.whoLeft')}</a>
      {publication === null && <a href="/console/partenaires?seulement=opposed">{t('numbers.whoSaidNo')}</a>}
      <a href="/console/journal?quoi=unsubscribed">{t('numbers.leftInJournal')}</a>
    </p>
  )
}

function Figure({ desk, asked, counts, name }: { desk: Desk; asked: Asked; counts: Counts; name: TableName }) {
  const { t, texts } = desk
  const chart = tableOf(desk, name, counts)
  const { byRow, all } = sumsOf(chart)
  const title = t(`numbers.${name}.title`)
  const best = byRow.indexOf(Math.max(...byRow))
  const number = (value: number) => value.toLocaleString(texts.language)
  const address = (ending: string, more: Record<string, string> = {}) =>
    `/console/chiffres/${name}.${ending}?${queryOf(asked, more)}`
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      <p className="quiet">{t(`numbers.${name}.means`)}</p>
      {all === 0 ? (
        <p>{t('numbers.nothing')}</p>
      ) : (
        <>
          <picture>
            <source
              media="(max-width: 600px) and (prefers-color-scheme: dark)"
              srcSet={address('svg', { large: 'non', fond: 'sombre' })}
              {...chartSize(chart, 'narrow')}
            />
            <source
              media="(max-width: 600px)"
              srcSet={address('svg', { large: 'non' })}
              {...chartSize(chart, 'narrow')}
            />
            <source media="(prefers-color-scheme: dark)" srcSet={address('svg', { fond: 'sombre' })} />
            <img
              src={address('svg')}
              {...chartSize(chart)}
              alt={t('numbers.alt', { title, all, best: chart.rows[best] ?? '', most: byRow[best] ?? 0 })}
            />
          </picture>
          <details>
            <summary>{t('numbers.table')}</summary>
            <div className="table-frame" tabIndex={0} role="region" aria-label={title}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t(chart.lying ? 'numbers.what' : 'numbers.when')}</th>
                    {chart.kinds.map((kind) => (
                      <th key={kind} scope="col">
                        {kind}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {chart.rows.map((row, index) => (
                    <tr key={row}>
                      <th scope="row">{row}</th>
                      {chart.kinds.map((kind, column) => (
                        <td key={kind}>{number(chart.values[index]?.[column] ?? 0)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <a href={address('csv')}>{t('numbers.export')}</a>
          </details>
          {name === 'departs' && <WhoLeft desk={desk} publication={asked.publication} />}
        </>
      )}
    </section>
  )
}
