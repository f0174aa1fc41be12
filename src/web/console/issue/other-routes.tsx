import { type Context, Hono } from 'hono'
import type { Choice } from '../../../../jobs/steps/correct.js'
import type { Redrawing } from '../../../../jobs/steps/redrawing.js'
import { newId } from '../../../base/ids.js'
import { allConflicts, type CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import { changeOfFlag, changeOfText, type CorrectionChange } from '../../../compose/corrections/edit.js'
import { sameValue } from '../../../compose/corrections/fields.js'
import { namedTarget, refOf } from '../../../compose/corrections/target.js'
import type { CorrectionTarget, EventLine, TextPart } from '../../../domain/index.js'
import { typed } from '../../public-page.js'
import type { DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { answerCorrection, noted, type Stale } from './answer.js'
import { EventFields } from './event-form.js'
import { instead } from './instead.js'
import { type IssueOnDesk, issueOnDesk } from './issue-on-desk.js'
import { readEventForm, wholeEvent } from './read-form.js'
import { imageVersion, textsVersion } from './texts.js'

const nothing: CorrectionChange = { put: [], drop: [] }
const together = (...changes: CorrectionChange[]): CorrectionChange => ({
  put: changes.flatMap((one) => one.put),
  drop: changes.flatMap((one) => one.drop),
})

/** Correcting what is no event of the article's: its texts and photo, what it left open, and what staff add. */
export function otherRoutes(redrawing: Redrawing): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  const correct = async (
    c: Context<DeskEnv>,
    told: {
      title: string
      anchor: string
      form?: Record<string, unknown>
      part?: (after: IssueOnDesk) => React.ReactNode
    },
    choose: (week: CorrectedWeek) => Choice<Stale>,
  ) => {
    const onDesk = await issueOnDesk(c)
    if (!onDesk) return c.notFound()
    const outcome = await noted(c, onDesk, choose)
    return await answerCorrection(c, onDesk, outcome, redrawing, { form: {}, ...told })
  }

  const own = () => namedTarget('own', newId())
  app.post('/:id/ajouter', async (c) => await addEvent(c, 'occurrence', own(), 'ajouter', 'add'))
  app.post('/:id/ajouter-en-cours', async (c) => await addEvent(c, 'ongoing', own(), 'ajouter-en-cours', 'addOngoing'))

  app.post('/:id/lignes/:ref/completer', async (c) => {
    const onDesk = await issueOnDesk(c)
    const line = onDesk?.week?.openLines.find((one) => one.ref === c.req.param('ref'))
    return line ? await addEvent(c, 'occurrence', line.target, 'a-completer', 'completeTitle') : c.notFound()
  })

  const addEvent = async (
    c: Context<DeskEnv>,
    kind: EventLine['kind'],
    target: CorrectionTarget,
    anchor: string,
    title: string,
  ) => {
    const onDesk = await issueOnDesk(c)
    if (!onDesk?.week) return c.notFound()
    const form = await c.req.parseBody()
    const read = readEventForm(form, kind, [])
    if ('fault' in read) return retry(c, onDesk, { kind, title, fault: read.fault, form })
    const event = wholeEvent(kind, read.wanted)
    const put = { target, field: 'event' as const, value: event, said: null }
    const told = { title: event.title, anchor: target.kind === 'own' ? `m-${refOf(target)}` : anchor }
    return await correct(c, told, () => ({ change: { put: [put], drop: [] } }))
  }

  for (const [name, on] of [
    ['ecarter', true],
    ['reprendre', false],
  ] as const) {
    app.post(`/:id/lignes/:ref/${name}`, async (c) =>
      correct(c, { title: '', anchor: 'a-completer' }, (week) => {
        const line = week.openLines.find((one) => one.ref === c.req.param('ref'))
        return { change: line ? changeOfFlag(line.target, 'dismissed', on) : nothing }
      }),
    )
  }

  app.post('/:id/textes', async (c) => {
    const form = await c.req.parseBody()
    return await correct(
      c,
      {
        title: c.get('desk').t('issueDesk.texts'),
        anchor: 'textes',
        form,
        part: ({ week }) => saved(c, 'version-textes', week ? textsVersion(week) : ''),
      },
      (week) => choice(textsVersion(week), form, [week.intro, week.nextWeek], nothing),
    )
  })

  app.post('/:id/photo', async (c) => {
    const form = await c.req.parseBody()
    return await correct(
      c,
      {
        title: c.get('desk').t('issueDesk.photo'),
        anchor: 'photo',
        form,
        part: ({ week }) => saved(c, 'version-photo', week ? imageVersion(week) : ''),
      },
      (week) => {
        const { image } = week
        if (!image) return { change: nothing }
        const hide = form['sans'] !== undefined
        const flag = hide === image.hidden ? nothing : changeOfFlag(image.target, 'hidden', hide)
        return choice(imageVersion(week), form, [image.alt, image.credit], flag)
      },
    )
  })

  app.post('/:id/desaccords/:correction', async (c) => {
    const form = await c.req.parseBody()
    return await correct(c, { title: '', anchor: 'semaine', form }, (week) => {
      const conflict = allConflicts(week).find(({ correction }) => correction.id === c.req.param('correction'))
      if (!conflict) return { change: nothing }
      const { correction, article } = conflict
      const { target, field, value, version, who } = correction
      const looked = typed(form, 'article', 10_000) === typed({ article: JSON.stringify(article) }, 'article', 10_000)
      if (!looked || Number(form['version']) !== version)
        return {
          refused: {
            line: { version: String(version), by: who },
            differences: [{ field, yours: value, theirs: article }],
          },
        }
      return form['choix'] === 'article'
        ? { change: { put: [], drop: [{ target, field }] } }
        : { change: { put: [{ target, field, value, said: article }], drop: [] } }
    })
  })

  app.post('/:id/orphelines/:ref', async (c) =>
    correct(c, { title: '', anchor: 'semaine' }, (week) => {
      const orphan = week.orphans.find(({ target }) => refOf(target) === c.req.param('ref'))
      const drop = orphan?.corrections.map(({ target, field }) => ({ target, field })) ?? []
      return { change: { put: [], drop } }
    }),
  )
  return app
}

/** What a form wants of texts, or why not, where they have changed since they were looked at. */
function choice(
  version: string,
  form: Record<string, unknown>,
  parts: readonly TextPart[],
  flag: CorrectionChange,
): Choice<Stale> {
  const wanted = parts.map((one) => {
    const text = typed(form, one.field, 4000)
    const same = [one.now, one.said].find((known) => typed({ text: known ?? '' }, 'text', 4000) === text)
    return { one, value: same === undefined ? text || null : same }
  })
  const change = together(flag, ...wanted.map(({ one, value }) => changeOfText(one, value)))
  const stale = version !== typed(form, 'version') && change.put.length + change.drop.length > 0
  if (!stale) return { change }
  const differences = wanted.flatMap(({ one, value }) =>
    sameValue(value, one.now) ? [] : [{ field: one.field, yours: value, theirs: one.now }],
  )
  return {
    refused: { line: { version, by: parts.find((one) => one.correction)?.correction?.who ?? null }, differences },
  }
}

function saved(c: Context<DeskEnv>, id: string, version: string) {
  return (
    <>
      {c.get('desk').t('issueDesk.saved')}
      {instead(`#${id}`, <input type="hidden" name="version" id={id} value={version} />)}
    </>
  )
}

/** The form once more, with what was typed and what is wrong with it. */
function retry(
  c: Context<DeskEnv>,
  { base, issue, week }: IssueOnDesk,
  {
    kind,
    title,
    fault,
    form,
  }: { kind: EventLine['kind']; title: string; fault: string; form: Record<string, unknown> },
) {
  const desk = c.get('desk')
  const text = (field: string) => typed(form, field, 4000) || null
  const event = {
    title: text('title') ?? '',
    date: text('date') ?? '',
    start: text('start'),
    end: text('end'),
    allDay: form['allDay'] !== undefined,
    venue: text('venue'),
    commune: text('commune'),
    description: text('description'),
    age: text('age'),
    from: text('from'),
    until: text('until'),
    hours: text('hours'),
    price: { free: form['free'] !== undefined, text: text('price') ?? '' },
    booking: form['asked'] || text('phone') || text('url') ? { phone: text('phone'), url: text('url') } : null,
  }
  if (!week) return c.notFound()
  return screen(c, {
    title: desk.t(`issueDesk.${title}`),
    place: 'issues',
    back: { href: base, label: issue.subject },
    styles: ['issue-desk.css'],
    status: 400,
    children: (
      <form method="post" action={c.req.path} className="event">
        <p className="finding blocks" role="alert">
          {desk.t(`issueDesk.fault.${fault}`)}
        </p>
        <EventFields desk={desk} week={week.agenda.week} name="encore" kind={kind} event={event} />
        <button type="submit">{desk.t('issueDesk.save')}</button>
      </form>
    ),
  })
}
