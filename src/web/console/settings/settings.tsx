import { type Context, Hono } from 'hono'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { SettingsError } from '../../../base/settings-error.js'
import { adoptSettings } from '../../../settings/adopt.js'
import {
  changeSettings,
  type SettingChange,
  type SettingsFileName,
  StaleSettings,
  UnwritableSettings,
} from '../../../settings/change.js'
import { standingFolder } from '../../../settings/standing.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { changesOnly, note } from '../guards.js'
import { screen } from '../screen.js'
import { agendaChanges, AgendaForm } from './agenda-form.js'
import type { Fields } from './fields.js'
import { NewsForm, newsChanges } from './news-form.js'
import { officeChanges, OfficeForm } from './office-form.js'
import { inWords, overviewMarkup } from './overview.js'

/** What was refused, and what somebody had written. */
interface Refusal {
  status: 400 | 409
  sentences: string[]
  form: string
  fields: Fields
}

/** The settings: those that are safe to change here as forms, all of them with their value and their place. */
export function settingsScreens(context: JobContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const standing = standingFolder()
  const show = (c: Context<DeskEnv>, refusal?: Refusal) => settingsScreen(c, standing, refusal)
  app.use(changesOnly('administrator'))
  app.get('/', (c) => show(c))

  async function change(
    c: Context<DeskEnv>,
    file: SettingsFileName,
    form: string,
    toChanges: (fields: Fields) => SettingChange[],
  ) {
    const desk = c.get('desk')
    const folder = context.settingsFolder
    if (folder === null) return c.notFound()
    const fields = (await c.req.parseBody()) as Fields
    try {
      const answer = changeSettings(folder, file, { hash: fields['empreinte'] ?? '', changes: toChanges(fields) })
      adoptSettings(context, answer.settings)
      for (const { key, before, after } of answer.changed)
        await note(
          desk,
          'setting-changed',
          `setting/${file}`,
          `${key} : ${inWords(desk, before)} → ${inWords(desk, after)}`,
        )
      if (answer.changed.length === 0) return done(c, '/console/reglages', 'settingsSame')
      const { workers } = await context.store.watching.figures()
      const others = workers.reduce((sum, one) => sum + one.count, 0) > 1
      return done(c, '/console/reglages', `${others ? 'settingsHere' : 'settingsSaved'}-${file.replace('.yaml', '')}`)
    } catch (error) {
      return show(c, refusalOf(desk, error, form, fields))
    }
  }

  app.post('/office', (c) => change(c, 'office.yaml', 'office', officeChanges))
  app.post('/publications/:name', (c) => {
    const name = c.req.param('name')
    if (!Object.hasOwn(context.publications, name)) return c.notFound()
    const changes = context.publications[name]?.kind === 'monthly-news' ? newsChanges : agendaChanges
    return change(c, 'publications.yaml', name, (fields) => changes(name, fields))
  })
  return app
}

function refusalOf({ t }: Desk, error: unknown, form: string, fields: Fields): Refusal {
  if (error instanceof StaleSettings) return { status: 409, sentences: [t('settings.stale')], form, fields: {} }
  if (error instanceof UnwritableSettings) return { status: 400, sentences: [t('settings.unwritable')], form, fields }
  if (!(error instanceof SettingsError)) throw error
  const sentences = error.problems.map(({ key, message }) => (key ? `${key} : ${message}` : message))
  return { status: 400, sentences, form, fields }
}

/** The screen, from the files as they stand now; where somebody broke them by hand, their mistakes. */
function settingsScreen(c: Context<DeskEnv>, standing: ReturnType<typeof standingFolder>, refusal?: Refusal) {
  const desk = c.get('desk')
  const folder = desk.context.settingsFolder
  const { t } = desk
  const common = { title: t('settings.title'), place: 'settings', styles: ['settings.css'] } as const
  if (folder === null) return screen(c, { ...common, children: <p>{t('settings.noFolder')}</p> })
  try {
    const { settings, rows, hashes } = standing(folder)
    const fieldsOf = (form: string) => (refusal?.form === form ? refusal.fields : {})
    return screen(c, {
      ...common,
      status: refusal?.status ?? 200,
      children: (
        <>
          <p className="lead">{t('settings.intro')}</p>
          {refusal && (
            <div className="refused" role="alert">
              <p>{t('settings.refused')}</p>
              <ul>
                {refusal.sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
          {desk.may('administrator') ? (
            <>
              {Object.entries(settings.publications).map(([name, publication]) => {
                const form = { desk, name, hash: hashes['publications.yaml'], fields: fieldsOf(name) }
                return publication.kind === 'monthly-news' ? (
                  <NewsForm key={name} {...form} publication={publication} />
                ) : (
                  <AgendaForm key={name} {...form} publication={publication} />
                )
              })}
              <OfficeForm
                {...{ desk, office: settings.office, hash: hashes['office.yaml'], fields: fieldsOf('office') }}
              />
            </>
          ) : (
            <p>{t('settings.onlyAdministrators')}</p>
          )}
          <div dangerouslySetInnerHTML={{ __html: overviewMarkup(desk, folder, rows) }} />
        </>
      ),
    })
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return screen(c, {
      ...common,
      children: (
        <div className="refused" role="alert">
          <p>{t('settings.broken')}</p>
          <ul>
            {error.problems.map(({ file, line, key, message }) => (
              <li
                key={`${file}${line}${key}`}
              >{`${file}${line === null ? '' : `, ${t('settings.line', { line })}`} ${key} : ${message}`}</li>
            ))}
          </ul>
        </div>
      ),
    })
  }
}
