import { type Context, Hono } from 'hono'
import { type Edition, editionName, longestSegmentName, type SegmentRule } from '../../../domain/index.js'
import type { Rows } from '../../../store/store.js'
import type { Desk, DeskEnv } from '../desk.js'
import { done } from '../desk.js'
import { note } from '../guards.js'
import { byHand } from '../partners/told.js'
import { home } from './edition-form.js'
import { releasesHome } from './release-form.js'

/** A word to those who still have the edition that another has replaced: a draft to be read again, to a segment of them. */
export function oldEditionRoutes(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  app.post('/:id/un-mot', async (c: Context<DeskEnv>) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const edition = await context.store.editions.byId(c.req.param('id') ?? '')
    if (!edition) return c.notFound()
    const old = edition.replaces === null ? null : await context.store.editions.byId(edition.replaces)
    if (!old) return done(c, `${home}/${edition.id}`, 'replacesNothing')
    const id = await context.store.transaction(async (rows) => {
      const segment = await segmentOf(rows, desk, old)
      const drafts = await rows.announcements.list({ editionId: edition.id })
      const known = drafts.find((one) => one.state === 'draft' && String(one.audience) === segment)
      if (known) return known.id
      const values = { old: editionName(old), edition: editionName(edition) }
      const content = {
        subject: t('oldEdition.subject', values).slice(0, 150),
        message: [t('oldEdition.message', values), t('oldEdition.order', values)],
        share: [],
        picture: null,
      }
      const saved = await rows.announcements.save({
        editionId: edition.id,
        content,
        audience: [segment],
        reminderDays: null,
      })
      return saved?.id ?? ''
    })
    await note(desk, 'announcement-saved', `announcement/${id}`, edition.title)
    return c.redirect(`${releasesHome}/${id}/modifier`, 303)
  })
  return app
}

/** The name of the segment of those who still have an edition; made where there is none of this rule. */
async function segmentOf(rows: Rows, desk: Desk, old: Edition): Promise<string> {
  const rule: SegmentRule = { all: [{ outdated: { title: old.title, year: old.year } }] }
  const written = JSON.stringify(rule)
  const same = (await rows.segments.list()).find((one) => JSON.stringify(one.rule) === written)
  if (same) return same.name
  const name = desk.t('oldEdition.segment', { edition: editionName(old) }).slice(0, longestSegmentName - 4)
  // Nobody's segment is overwritten for having this name.
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name} (${number})`
    if (!(await rows.segments.byName(free))) return (await rows.segments.save(free, rule, byHand(desk))).segment.name
  }
}
