import { type Context, Hono } from 'hono'
import type { Choice } from '../../../../jobs/steps/correct.js'
import type { Redrawing } from '../../../../jobs/steps/redrawing.js'
import { moved } from '../../../compose/corrections/arrange.js'
import type { CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import { changeOfEvent, changeOfFlag, type Wanted } from '../../../compose/corrections/edit.js'
import { sameValue, valueOf } from '../../../compose/corrections/fields.js'
import { namedTarget } from '../../../compose/corrections/target.js'
import type { CorrectionField, EventLine } from '../../../domain/index.js'
import { typed } from '../../public-page.js'
import type { DeskEnv } from '../desk.js'
import { part, screen } from '../screen.js'
import { answerCorrection, noted, type Stale } from './answer.js'
import { CorrectEvent, VersionField } from './correct-event.js'
import { asksPart, type IssueOnDesk, issueOnDesk, lineNamed } from './issue-on-desk.js'
import { instead } from './instead.js'
import { LineHead, movesIn, WeekList } from './lines.js'
import { readEventForm } from './read-form.js'

const flags = {
  cacher: ['hidden', true],
  montrer: ['hidden', false],
  epingler: ['pinned', true],
  detacher: ['pinned', false],
} as const

/** Correcting, hiding, pinning and moving what the week holds. */
export function eventRoutes(redrawing: Redrawing): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const one = '/:id/manifestations/:ref'

  const named = async (c: Context<DeskEnv>) => {
    const onDesk = await issueOnDesk(c)
    const line = onDesk?.week && lineNamed(onDesk.week, c.req.param('ref') ?? '')
    return onDesk?.week && line ? { onDesk, week: onDesk.week, line } : null
  }

  app.get(one, async (c) => {
    const found = await named(c)
    if (!found?.onDesk.open) return c.notFound()
    return showForm(c, found)
  })

  app.post(one, async (c) => {
    const found = await named(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const { line } = found
    const read = readEventForm(form, line.kind, [line.now, ...(line.said ? [line.said] : [])])
    if ('fault' in read) return showForm(c, { ...found, fault: read.fault })
    const { wanted } = read
    const outcome = await noted(c, found.onDesk, (week): Choice<Stale> => {
      const now = lineNamed(week, line.ref)
      if (!now) return { refused: { line: null, differences: [] } }
      const change = changeOfEvent(now, wanted)
      const stale = now.version !== typed(form, 'version') && change.put.length + change.drop.length > 0
      return stale ? { refused: { line: now, differences: differences(now, wanted) } } : { change }
    })
    return await answerCorrection(c, found.onDesk, outcome, redrawing, {
      title: line.now.title,
      anchor: `m-${line.ref}`,
      form,
      part: (after) => <Saved c={c} onDesk={after} reference={line.ref} />,
    })
  })

  app.post(`${one}/annuler`, async (c) => {
    const found = await named(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const outcome = await noted(c, found.onDesk, (week): Choice<Stale> => {
      const now = lineNamed(week, found.line.ref)
      if (!now || now.version !== typed(form, 'version')) return { refused: { line: now, differences: [] } }
      const all: CorrectionField[] =
        now.origin === 'article' ? now.corrections.map(({ field }) => field) : ['event', 'hidden', 'pinned']
      return { change: { put: [], drop: all.map((field) => ({ target: now.target, field })) } }
    })
    const { title } = found.line.now
    return await answerCorrection(c, found.onDesk, outcome, redrawing, { title, anchor: `m-${found.line.ref}`, form })
  })

  for (const [name, [field, on]] of Object.entries(flags)) {
    app.post(`${one}/${name}`, (c) => change(c, (line) => changeOfFlag(line.target, field, on)))
  }
  app.post(`${one}/monter`, (c) => change(c, (line, week) => order(line, week, -1)))
  app.post(`${one}/descendre`, (c) => change(c, (line, week) => order(line, week, 1)))

  const order = ({ ref }: EventLine, week: CorrectedWeek, by: -1 | 1) => {
    const day = week.dayLines.find(({ lines }) => lines.some((line) => line.ref === ref))
    const value = day && moved(day.lines, ref, by)
    const put = value ? [{ target: namedTarget('day', day.date), field: 'order' as const, value, said: null }] : []
    return { put, drop: [] }
  }

  /** What a button does at once; a line moves within the order that stands, whoever gave it. */
  const change = async (
    c: Context<DeskEnv>,
    choose: (line: EventLine, week: CorrectedWeek) => ReturnType<typeof changeOfFlag>,
  ) => {
    const found = await named(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const {
      ref,
      now: { title },
    } = found.line
    const outcome = await noted(c, found.onDesk, (week): Choice<Stale> => {
      const now = lineNamed(week, ref)
      const stale = now?.version !== typed(form, 'version')
      return !now || stale ? { refused: { line: now, differences: [] } } : { change: choose(now, week) }
    })
    return await answerCorrection(c, found.onDesk, outcome, redrawing, {
      title,
      anchor: `m-${ref}`,
      form,
      part: (after) => after.week && <WeekList desk={c.get('desk')} onDesk={after} week={after.week} />,
    })
  }
  return app
}

function differences(line: EventLine, wanted: Wanted) {
  return Object.entries(wanted).flatMap(([field, yours]) => {
    const theirs = valueOf(line.now, field)
    return sameValue(yours, theirs) ? [] : [{ field, yours, theirs }]
  })
}

interface FormOf {
  onDesk: IssueOnDesk
  week: CorrectedWeek
  line: EventLine
  fault?: string
}

function showForm(c: Context<DeskEnv>, { onDesk, week, line, fault }: FormOf) {
  const desk = c.get('desk')
  if (fault && asksPart(c)) return part(c, <p className="finding blocks">{desk.t(`issueDesk.fault.${fault}`)}</p>)
  const form = <CorrectEvent desk={desk} onDesk={onDesk} week={week} line={line} {...(fault ? { fault } : {})} />
  if (asksPart(c)) return part(c, form)
  return screen(c, {
    title: desk.t('issueDesk.correctTitle', { title: line.now.title }),
    place: 'issues',
    back: { href: `${onDesk.base}#m-${line.ref}`, label: onDesk.issue.subject },
    styles: ['issue-desk.css'],
    status: fault ? 400 : 200,
    children: form,
  })
}

/** What a saved field changes around its form: the line's head, and the version that the next saving starts from. */
function Saved({ c, onDesk, reference }: { c: Context<DeskEnv>; onDesk: IssueOnDesk; reference: string }) {
  const desk = c.get('desk')
  const line = onDesk.week && lineNamed(onDesk.week, reference)
  if (!line || !onDesk.week) return null
  const head = <LineHead desk={desk} onDesk={onDesk} line={line} moves={movesIn(onDesk.week, line)} />
  return (
    <>
      {desk.t('issueDesk.saved')}
      {instead(`#tete-${reference}`, head)}
      {instead(`#version-${reference}`, <VersionField line={line} />)}
    </>
  )
}
