import { type Context, Hono } from 'hono'
import { type Edition, type EditionDetails, editionKinds, editionName } from '../../../domain/index.js'
import { releaseSchema } from '../../../domain/settings/release.js'
import { versionOf } from '../../../store/organisations/version.js'
import { ticked, typed } from '../../public-page.js'
import { type Desk, type DeskEnv, done } from '../desk.js'
import { only, note } from '../guards.js'
import { Choice, Faults, type Filled, staleScreen, TextField } from '../partners/form.js'
import { languageWord } from '../partners/words.js'
import { screen } from '../screen.js'

export const home = '/console/editions'

const languages = ['fr', 'en', 'es', 'de', 'it', 'nl', 'pt', 'ca', 'oc'] as const
const textFields = ['title', 'kind', 'year', 'pdfUrl', 'onlineUrl', 'copiesPerBox', 'grams', 'replaces'] as const

/** Fields as the form has them, and as the file of a release names what they hold. */
const inFile: Readonly<Record<string, string>> = { pdf: 'pdfUrl', online: 'onlineUrl' }
const schema = releaseSchema.shape.edition.pick({
  title: true,
  kind: true,
  year: true,
  languages: true,
  online: true,
  copiesPerBox: true,
  grams: true,
})

interface Written extends Filled {
  languages: string[]
  details: EditionDetails | null
}

/** An edition entered, or what is said of it corrected. */
export function editionForms(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/nouvelle', only('editor'), (c) => {
    const year = String(c.get('desk').context.clock.now().toZonedDateTimeISO('UTC').year)
    return formScreen(c, null, { typed: { kind: 'guide', year }, languages: ['fr'], faults: {} }, '')
  })

  app.post('/nouvelle', async (c) => {
    const desk = c.get('desk')
    const { store } = desk.context
    const written = await read(c)
    if (!written.details) return formScreen(c, null, written, '')
    const added = await store.editions.add(written.details)
    if (!added) return formScreen(c, null, taken(desk, written), '')
    await note(desk, 'edition-saved', `edition/${added.id}`, added.title)
    return done(c, `${home}/${added.id}`, 'editionAdded')
  })

  app.get('/:id/modifier', only('editor'), async (c) => {
    const edition = await c.get('desk').context.store.editions.byId(c.req.param('id'))
    return edition ? formScreen(c, edition, asSaved(edition), seen(edition)) : c.notFound()
  })

  app.post('/:id/modifier', async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const edition = await context.store.editions.byId(c.req.param('id'))
    if (!edition) return c.notFound()
    const path = `${home}/${edition.id}`
    const written = await read(c)
    const version = written.typed['version'] ?? ''
    if (!written.details) return formScreen(c, edition, written, version)
    if (version !== seen(edition)) {
      const theirs = asSaved(edition)
      return staleScreen(c, {
        title: edition.title,
        place: 'announcements',
        action: `${path}/modifier`,
        back: path,
        version: seen(edition),
        typed: { ...written.typed, languages: written.languages },
        lines: textFields.map((field) => ({
          label: t(`editionDesk.${field}`),
          mine: written.typed[field] ?? '',
          theirs: theirs.typed[field] ?? '',
        })),
      })
    }
    const outcome = await context.store.editions.change(edition.id, written.details)
    if (outcome === 'taken') return formScreen(c, edition, taken(desk, written), version)
    await note(desk, 'edition-saved', path.replace('/console/editions', 'edition'), written.details.title)
    return done(c, path, 'editionSaved')
  })
  return app
}

const seen = (edition: Edition) =>
  versionOf({ ...edition }, [
    'title',
    'kind',
    'year',
    'languages',
    'pdfUrl',
    'onlineUrl',
    'copiesPerBox',
    'grams',
    'replaces',
  ])

function asSaved(edition: Edition): Omit<Written, 'details'> {
  const values = textFields.map((field) => [field, String(edition[field] ?? '')])
  return { typed: Object.fromEntries(values) as Record<string, string>, languages: edition.languages, faults: {} }
}

const taken = ({ t }: Desk, written: Written): Written => ({
  ...written,
  faults: { title: t('editionDesk.fault.taken') },
})

/** What was typed, and the edition that it says; null with what is wrong by field. */
async function read(c: Context<DeskEnv>): Promise<Written> {
  const { t, context } = c.get('desk')
  const form = await c.req.parseBody({ all: true })
  const values = Object.fromEntries([...textFields, 'version'].map((field) => [field, typed(form, field, 500)]))
  const chosen = ticked(form, 'languages', languages)
  const number = (field: string) => {
    const text = (values[field] ?? '').replaceAll(/\s/g, '')
    return text === '' ? undefined : Number(text.replace(',', '.'))
  }
  const result = schema.safeParse({
    title: values['title'],
    kind: values['kind'],
    year: number('year'),
    languages: chosen,
    online: values['onlineUrl'] || undefined,
    copiesPerBox: number('copiesPerBox'),
    grams: number('grams'),
  })
  const wrong = new Set(result.error?.issues.map(({ path }) => inFile[String(path[0])] ?? String(path[0])))
  const pdfUrl = values['pdfUrl'] || null
  if (pdfUrl !== null && !/^https?:$/.test(URL.parse(pdfUrl)?.protocol ?? '')) wrong.add('pdfUrl')
  const replaces = values['replaces'] || null
  if (replaces !== null && !(await context.store.editions.byId(replaces))) wrong.add('replaces')
  const faults = Object.fromEntries([...wrong].map((field) => [field, t(`editionDesk.fault.${field}`)]))
  if (!result.success || wrong.size > 0) return { typed: values, languages: chosen, faults, details: null }
  const { online = null, copiesPerBox = null, grams = null, ...rest } = result.data
  return {
    typed: values,
    languages: chosen,
    faults,
    details: { ...rest, pdfUrl, onlineUrl: online, copiesPerBox, grams, replaces },
  }
}

async function formScreen(
  c: Context<DeskEnv>,
  edition: Edition | null,
  written: Omit<Written, 'details'>,
  version: string,
) {
  const desk = c.get('desk')
  const { t, context } = desk
  const path = edition ? `${home}/${edition.id}` : home
  const others = (await context.store.editions.list()).filter((one) => one.id !== edition?.id)
  const field = (name: (typeof textFields)[number]) => ({ name, label: t(`editionDesk.${name}`), filled: written })
  return screen(c, {
    title: edition ? t('editionDesk.editTitle', { title: edition.title }) : t('editionDesk.new'),
    place: 'announcements',
    styles: ['partners-desk.css'],
    status: Object.keys(written.faults).length > 0 ? 400 : 200,
    back: { href: path, label: edition?.title ?? t('editions.title') },
    children: (
      <form method="post" action={edition ? `${path}/modifier` : `${home}/nouvelle`} className="two-columns" noValidate>
        <Faults desk={desk} filled={written} />
        <input type="hidden" name="version" value={version} />
        <fieldset>
          <TextField {...field('title')} hint={t('editionDesk.hint.title')} required />
          <TextField {...field('year')} inputMode="numeric" required />
          <Choice
            {...field('kind')}
            value={written.typed['kind'] ?? 'guide'}
            options={editionKinds.map((kind) => [kind, t(`edition.kind.${kind}`)] as const)}
          />
          <Choice
            {...field('replaces')}
            value={written.typed['replaces'] ?? ''}
            hint={t('editionDesk.hint.replaces')}
            options={[['', t('editionDesk.replacesNone')], ...others.map((one) => [one.id, editionName(one)] as const)]}
          />
        </fieldset>
        <fieldset className="choices">
          <legend>{t('editionDesk.languages')}</legend>
          {languages.map((code) => (
            <label key={code} className="choice">
              <input type="checkbox" name="languages" value={code} defaultChecked={written.languages.includes(code)} />
              {languageWord(desk, code)}
            </label>
          ))}
          {written.faults['languages'] && <small className="fault">{written.faults['languages']}</small>}
        </fieldset>
        <fieldset>
          <TextField {...field('copiesPerBox')} inputMode="numeric" hint={t('editionDesk.hint.copiesPerBox')} />
          <TextField {...field('grams')} inputMode="numeric" hint={t('editionDesk.hint.grams')} />
          <TextField {...field('onlineUrl')} type="url" hint={t('editionDesk.hint.onlineUrl')} />
          <TextField {...field('pdfUrl')} type="url" hint={t('editionDesk.hint.pdfUrl')} />
        </fieldset>
        <button type="submit">{t('editionDesk.save')}</button>
      </form>
    ),
  })
}
