import { type Context, Hono } from 'hono'
import { type Announcement, type Edition, editionName } from '../../../domain/index.js'
import type { JobContext } from '../../../../jobs/steps/context.js'
import { type DeskEnv, done } from '../desk.js'
import { only, note } from '../guards.js'
import {
  AudienceFields,
  type AudienceChoices,
  audienceChoices,
  audienceWords,
  fieldsOf,
  withSegment,
} from './audience.js'
import { Faults, staleScreen, TextField } from '../partners/form.js'
import { screen } from '../screen.js'
import { filledFrom, readReleaseForm, rowsOf, type WrittenRelease } from './read-release-form.js'

export const releasesHome = '/console/annonces'

const usualReminder = '14'

/** An announcement written, or changed until it has left. */
export function releaseForms(context: JobContext): Hono<DeskEnv> {
  const choices = audienceChoices(context)
  const formScreen = async (c: Context<DeskEnv>, ...more: Parameters<FormOf>) =>
    formPage(c, await choices(c.get('desk')), ...more)
  const app = new Hono<DeskEnv>()

  app.get('/nouvelle', only('editor'), async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const edition = await context.store.editions.byId(c.req.query('edition') ?? '')
    if (!edition) return chooseEdition(c)
    const filled = { subject: edition.title, message: '', reminderDays: '' }
    return formScreen(
      c,
      edition,
      { typed: filled, faults: {}, audience: 'every-partner' },
      { action: 'nouvelle', title: t('releaseDesk.new') },
    )
  })

  app.post('/nouvelle', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const written = await readReleaseForm(c)
    const edition = await context.store.editions.byId(written.typed['edition'] ?? '')
    if (!edition) return chooseEdition(c)
    if (!written.announcement)
      return formScreen(c, edition, written, { action: 'nouvelle', title: t('releaseDesk.new') })
    const saved = await context.store.announcements.save({ editionId: edition.id, ...written.announcement })
    if (!saved) throw new Error('a new announcement could not be stored')
    await note(desk, 'announcement-saved', `announcement/${saved.id}`, saved.content.subject)
    return next(c, saved)
  })

  app.get('/:id/modifier', only('editor'), async (c) => {
    const [one, edition] = await announced(c)
    if (!one || !edition) return c.notFound()
    if (one.state === 'sent') return done(c, `${releasesHome}/${one.id}`, 'releaseGone')
    return formScreen(c, edition, withSegment(filledFrom(one), await segmentAsked(c)), placeOf(c, one))
  })

  app.post('/:id/modifier', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const [one, edition] = await announced(c)
    if (!one || !edition) return c.notFound()
    const path = `${releasesHome}/${one.id}`
    const written = await readReleaseForm(c)
    if (!written.announcement) return formScreen(c, edition, written, placeOf(c, one))
    if (one.state === 'sent') return done(c, path, 'releaseGone')
    if (written.typed['version'] !== String(one.revision)) {
      const theirs = filledFrom(one)
      return staleScreen(c, {
        title: one.content.subject,
        place: 'announcements',
        action: `${path}/modifier`,
        back: path,
        version: String(one.revision),
        typed: { ...written.typed, ...fieldsOf(written.audience) },
        lines: [
          ...['subject', 'message', 'reminderDays'].map((field) => ({
            label: t(`releaseDesk.${field}`),
            mine: written.typed[field] ?? '',
            theirs: theirs.typed[field] ?? '',
          })),
          {
            label: t('releaseDesk.segments'),
            mine: audienceWords(desk, written.audience),
            theirs: audienceWords(desk, one.audience),
          },
        ],
      })
    }
    const saved = await context.store.announcements.save(
      {
        ...written.announcement,
        editionId: edition.id,
        content: { ...written.announcement.content, picture: one.content.picture },
      },
      one.id,
    )
    if (!saved) return done(c, path, 'releaseGone')
    await note(desk, 'announcement-saved', `announcement/${one.id}`, saved.content.subject)
    return next(c, saved)
  })
  return app
}

/** To the announcement that was saved; or to a new segment for it, which leads back here. */
async function next(c: Context<DeskEnv>, { id }: Announcement) {
  const { suite } = await c.req.parseBody()
  if (suite === 'segment') return c.redirect(`/console/segments/nouveau?annonce=${id}`, 303)
  return done(c, `${releasesHome}/${id}`, 'releaseSaved')
}

/** The segment that was just made for an announcement, by its name. */
async function segmentAsked(c: Context<DeskEnv>): Promise<string | null> {
  const id = c.req.query('segment')
  if (!id) return null
  return (await c.get('desk').context.store.segments.list()).find((one) => one.id === id)?.name ?? null
}

async function announced(c: Context<DeskEnv>): Promise<[Announcement | null, Edition | null]> {
  const { store } = c.get('desk').context
  const one = await store.announcements.byId(c.req.param('id') ?? '')
  return [one, one && (await store.editions.byId(one.editionId))]
}

const placeOf = (c: Context<DeskEnv>, one: Announcement) => ({
  action: `${one.id}/modifier`,
  title: c.get('desk').t('releaseDesk.editTitle', { subject: one.content.subject }),
  back: { href: `${releasesHome}/${one.id}`, label: one.content.subject },
})

/** Nothing is announced before it exists. */
async function chooseEdition(c: Context<DeskEnv>) {
  const { t, context } = c.get('desk')
  const editions = await context.store.editions.list()
  return screen(c, {
    title: t('releaseDesk.new'),
    place: 'announcements',
    back: { href: releasesHome, label: t('releases.title') },
    children:
      editions.length === 0 ? (
        <p>
          {t('releaseDesk.noEdition')} <a href="/console/editions/nouvelle">{t('editionDesk.new')}</a>
        </p>
      ) : (
        <form method="get" action={`${releasesHome}/nouvelle`} className="narrow">
          <label>
            {t('releaseDesk.edition')}
            <select name="edition">
              {editions.map((edition) => (
                <option key={edition.id} value={edition.id}>
                  {editionName(edition)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">{t('releaseDesk.write')}</button>
        </form>
      ),
  })
}

interface FormPlace {
  action: string
  title: string
  /** By default, the list. */
  back?: { href: string; label: string }
}

type FormOf = (edition: Edition, written: Omit<WrittenRelease, 'announcement'>, place: FormPlace) => void

function formPage(
  c: Context<DeskEnv>,
  choices: AudienceChoices,
  ...[edition, written, { action, title, back }]: Parameters<FormOf>
) {
  const desk = c.get('desk')
  const { t } = desk
  const { typed: values, faults } = written
  return screen(c, {
    title,
    place: 'announcements',
    styles: ['partners-desk.css', 'editions.css'],
    status: Object.keys(faults).length > 0 ? 400 : 200,
    back: back ?? { href: releasesHome, label: t('releases.title') },
    children: (
      <form method="post" action={`${releasesHome}/${action}`} className="release-form" noValidate>
        {/* Enter presses the first button of a form. */}
        <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true" />
        <Faults desk={desk} filled={written} />
        <input type="hidden" name="edition" value={edition.id} />
        <input type="hidden" name="version" value={values['version'] ?? ''} />
        <p>{t('releaseDesk.about', { edition: editionName(edition) })}</p>
        <TextField name="subject" label={t('releaseDesk.subject')} filled={written} required />
        <label>
          {t('releaseDesk.message')}
          <textarea
            name="message"
            rows={9}
            required
            defaultValue={values['message'] ?? ''}
            aria-invalid={faults['message'] ? true : undefined}
            aria-describedby="message-aide"
          />
          <small id="message-aide">{faults['message'] ?? t('releaseDesk.hint.message')}</small>
        </label>
        <AudienceFields desk={desk} audience={written.audience} choices={choices} />
        <TextField
          name="reminderDays"
          label={t('releaseDesk.reminderDays')}
          filled={written}
          hint={t('releaseDesk.hint.reminderDays', { usual: usualReminder })}
          inputMode="numeric"
        />
        <fieldset>
          <legend>{t('releaseDesk.share')}</legend>
          <p className={faults['share'] ? 'fault' : 'quiet'}>{faults['share'] ?? t('releaseDesk.hint.share')}</p>
          {Array.from({ length: rowsOf(values) }, (_, row) => (
            <div key={row} className="share-row">
              <label>
                {t('releaseDesk.where', { number: row + 1 })}
                <input name={`where${row}`} defaultValue={values[`where${row}`] ?? ''} maxLength={60} />
              </label>
              <label>
                {t('releaseDesk.text', { number: row + 1 })}
                <textarea name={`text${row}`} rows={2} maxLength={1500} defaultValue={values[`text${row}`] ?? ''} />
              </label>
            </div>
          ))}
        </fieldset>
        <button type="submit">{t('releaseDesk.save')}</button>
      </form>
    ),
  })
}
