import { type Context, Hono } from 'hono'
import { type Announcement, type Edition, editionName } from '../../../domain/index.js'
import { segmentSentence } from '../../../report/segment-sentence.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { only, note } from '../guards.js'
import { Faults, staleScreen, TextField } from '../partners/form.js'
import { screen } from '../screen.js'
import { filledFrom, readReleaseForm, rowsOf, type WrittenRelease } from './read-release-form.js'

export const releasesHome = '/console/annonces'

const usualReminder = '14'

/** An announcement written, or changed until it has left. */
export function releaseForms(): Hono<DeskEnv> {
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
      { typed: filled, faults: {}, segments: [] },
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
    return done(c, `${releasesHome}/${saved.id}`, 'releaseSaved')
  })

  app.get('/:id/modifier', only('editor'), async (c) => {
    const [one, edition] = await announced(c)
    if (!one || !edition) return c.notFound()
    if (one.state === 'sent') return done(c, `${releasesHome}/${one.id}`, 'releaseGone')
    return formScreen(c, edition, filledFrom(one), placeOf(c, one))
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
        typed: { ...written.typed, segments: written.segments },
        lines: [
          ...['subject', 'message', 'reminderDays'].map((field) => ({
            label: t(`releaseDesk.${field}`),
            mine: written.typed[field] ?? '',
            theirs: theirs.typed[field] ?? '',
          })),
          { label: t('releaseDesk.segments'), mine: written.segments.join(', '), theirs: one.segments.join(', ') },
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
    return done(c, path, 'releaseSaved')
  })
  return app
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
  back?: { href: string; label: string }
}

async function formScreen(
  c: Context<DeskEnv>,
  edition: Edition,
  written: Omit<WrittenRelease, 'announcement'>,
  { action, title, back = { href: releasesHome, label: c.get('desk').t('releases.title') } }: FormPlace,
) {
  const desk = c.get('desk')
  const { t } = desk
  const { typed: values, faults } = written
  return screen(c, {
    title,
    place: 'announcements',
    styles: ['partners-desk.css', 'editions.css'],
    status: Object.keys(faults).length > 0 ? 400 : 200,
    back,
    children: (
      <form method="post" action={`${releasesHome}/${action}`} className="release-form" noValidate>
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
        <Segments desk={desk} written={written} segments={await desk.context.store.segments.list()} />
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

interface SegmentsProps {
  desk: Desk
  written: Omit<WrittenRelease, 'announcement'>
  segments: Awaited<ReturnType<Desk['context']['store']['segments']['list']>>
}

/** Whom it goes to, each segment with what it says. */
function Segments({ desk: { t, texts, context }, written, segments }: SegmentsProps) {
  return (
    <fieldset>
      <legend>{t('releaseDesk.segments')}</legend>
      <p className={written.faults['to'] ? 'fault' : 'quiet'}>
        {written.faults['to'] ?? t('releaseDesk.hint.segments')}
      </p>
      {segments.map(({ id, name, rule }) => (
        <label key={id} className="choice">
          <input type="checkbox" name="segments" value={name} defaultChecked={written.segments.includes(name)} />
          <span>
            {name}
            <small>{segmentSentence(rule, texts, context.publications)}</small>
          </span>
        </label>
      ))}
      <p>
        <a href="/console/segments/nouveau">{t('releaseDesk.newSegment')}</a>
      </p>
    </fieldset>
  )
}
