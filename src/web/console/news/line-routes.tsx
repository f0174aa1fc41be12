import { type Context, Hono } from 'hono'
import type { ReactNode } from 'react'
import type { Choice } from '../../../../jobs/steps/correct.js'
import type { Redrawing } from '../../../../jobs/steps/redrawing.js'
import { newId } from '../../../base/ids.js'
import type { CorrectionChange } from '../../../compose/corrections/edit.js'
import { namedTarget, refOf } from '../../../compose/corrections/target.js'
import { type CorrectedNews, movedNews, type NewsLine, orderTarget } from '../../../compose/news/correct-news.js'
import {
  asThePostSays,
  changeOfChoice,
  changeOfEntry,
  changeOfPost,
  type WantedPost,
  withoutEntry,
} from '../../../compose/news/edit-news.js'
import { typed } from '../../public-page.js'
import { type DeskEnv } from '../desk.js'
import { answerCorrection, type Stale } from '../issue/answer.js'
import { instead } from '../issue/instead.js'
import { asksPart, type IssueOnDesk } from '../issue/issue-on-desk.js'
import { part, screen } from '../screen.js'
import { entryAdded, NewEntry } from './adding.js'
import { type NewsOnDesk, newsNamed, notedNews } from './answer-news.js'
import { EntryForm, Fault, VersionField } from './entry-form.js'
import { fieldsOf, LineForm } from './line-form.js'
import { queryOf, readLook } from './look.js'
import { LineHead } from './line-head.js'
import { NewsList } from './news-list.js'
import { readCaption, readEntry, typedLines } from './read-news.js'
import { keepPicture, type KeptPicture, keptPicture } from './upload.js'

const nothing: CorrectionChange = { put: [], drop: [] }
const lineIn = (news: CorrectedNews, ref: string) => news.lines.find((line) => line.ref === ref) ?? null

/** Choosing, ordering and rewording what the blogs offer, and writing one's own beside it. */
export function lineRoutes(redrawing: Redrawing): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const one = '/:id/nouvelles/:ref'

  const named = async (c: Context<DeskEnv>) => {
    const found = await newsNamed(c)
    const line = found && lineIn(found.news, c.req.param('ref') ?? '')
    return found && line ? { ...found, line } : null
  }

  app.get('/:id/nouvelles', async (c) => {
    const found = await newsNamed(c)
    return found ? part(c, <NewsList desk={c.get('desk')} {...found} look={readLook(c)} />) : c.notFound()
  })

  app.post('/:id/nouvelles', async (c) => {
    const found = await newsNamed(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const picture = await keepPicture(c.get('desk'), found.onDesk.issue, form)
    const read = picture === 'unusable' ? { fault: 'picture' as const } : readEntry(form, picture)
    const [desk, look] = [c.get('desk'), readLook(c)]
    if ('fault' in read) {
      const kept = keptPicture(found.onDesk.base, form, picture)
      const refused = { entry: entryTyped(form), fault: read.fault, kept }
      return asksPart(c)
        ? part(c, <NewEntry desk={desk} {...found} look={look} {...refused} />)
        : again(c, found, 'nouvelles', read.fault, form, kept)
    }
    const target = namedTarget('entry', newId())
    const { title } = read.entry
    const drawn = (onDesk: IssueOnDesk) => onDesk.news && entryAdded({ desk, onDesk, news: onDesk.news, title, look })
    return await correct(c, found, title, refOf(target), form, () => changeOfEntry(target, read.entry), drawn)
  })

  app.get(one, async (c) => {
    const found = await named(c)
    return found?.onDesk.open ? showForm(c, found) : c.notFound()
  })

  app.post(one, async (c) => {
    const found = await named(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    const { line } = found
    // Of a post the blog may say no more than its title.
    const read = readEntry(form, line.now.picture?.url ?? null, { bare: line.post !== null })
    if ('fault' in read) return showForm(c, found, read.fault)
    return await correctLine(c, found, form, (now) =>
      now.post ? changeOfPost(now, wantedOf(now, form)) : changeOfEntry(now.target, read.entry),
    )
  })

  app.post(`${one}/photo`, async (c) => {
    const found = await named(c)
    if (!found || found.line.post) return c.notFound()
    const form = await c.req.parseBody()
    const picture = form['sans'] ? null : await keepPicture(c.get('desk'), found.onDesk.issue, form)
    if (picture === 'unusable') return showForm(c, found, 'picture')
    const { ref, target } = found.line
    return await correct(c, found, found.line.now.title, ref, {}, (news) => {
      const now = lineIn(news, ref)?.now
      const caption = now?.picture ?? { alt: null, credit: null }
      return now ? changeOfEntry(target, { ...now, picture: picture ? { ...caption, url: picture } : null }) : nothing
    })
  })

  const acts: Record<string, (line: NewsLine, news: CorrectedNews) => CorrectionChange> = {
    retenir: (line) => changeOfChoice(line, true),
    ecarter: (line) => changeOfChoice(line, false),
    retirer: (line) => (line.post ? nothing : withoutEntry(line.target)),
    annuler: asThePostSays,
    monter: (line, news) => moved(line, news, -1),
    descendre: (line, news) => moved(line, news, 1),
  }
  for (const [name, act] of Object.entries(acts))
    app.post(`${one}/${name}`, async (c) => {
      const found = await named(c)
      return found ? await correctLine(c, found, await c.req.parseBody(), act, 'list') : c.notFound()
    })

  app.post(`${one}/desaccord`, async (c) => {
    const found = await named(c)
    if (!found) return c.notFound()
    const form = await c.req.parseBody()
    return await correctLine(c, found, form, ({ target, conflicts }) => {
      const conflict = conflicts.find(({ correction }) => correction.id === form['correction'])
      if (!conflict) return nothing
      const { field, value } = conflict.correction
      return form['choix'] === 'article'
        ? { put: [], drop: [{ target, field }] }
        : { put: [{ target, field, value, said: conflict.article }], drop: [] }
    })
  })

  app.post('/:id/orphelins/:ref', async (c) => {
    const found = await newsNamed(c)
    if (!found) return c.notFound()
    return await correct(c, found, '', 'orphelines', {}, ({ orphans }) => {
      const orphan = orphans.find(({ ref }) => ref === c.req.param('ref'))
      return { put: [], drop: orphan?.corrections.map(({ target, field }) => ({ target, field })) ?? [] }
    })
  })

  const correct = async (
    c: Context<DeskEnv>,
    { onDesk }: NewsOnDesk,
    title: string,
    ref: string,
    form: Record<string, unknown>,
    choose: (news: CorrectedNews) => CorrectionChange,
    drawn?: (after: IssueOnDesk) => ReactNode,
  ) => {
    const outcome = await notedNews(c, onDesk, (news) => ({ change: choose(news) }))
    const told = { title, anchor: `m-${ref}`, form, ...(drawn && { part: drawn }) }
    return await answerCorrection(c, onDesk, outcome, redrawing, told)
  }

  /** The same of one line, unless it has changed since it was looked at. */
  const correctLine = async (
    c: Context<DeskEnv>,
    { onDesk, line: { ref, now: before } }: NewsOnDesk & { line: NewsLine },
    form: Record<string, unknown>,
    choose: (line: NewsLine, news: CorrectedNews) => CorrectionChange,
    shown: 'list' | 'line' = 'line',
  ) => {
    const outcome = await notedNews(c, onDesk, (news): Choice<Stale> => {
      const now = lineIn(news, ref)
      return !now || now.version !== typed(form, 'version')
        ? { refused: { line: now, differences: now ? differencesOf(now, form) : [] } }
        : { change: choose(now, news) }
    })
    const desk = c.get('desk')
    const look = readLook(c)
    return await answerCorrection(c, onDesk, outcome, redrawing, {
      title: before.title,
      // Whoever chooses among many goes on where they were.
      ...(look.open ? { anchor: 'autres', back: `${onDesk.base}${queryOf(look)}` } : { anchor: `m-${ref}` }),
      form,
      part: (after) => {
        if (!after.news) return null
        if (shown === 'list') return <NewsList desk={desk} onDesk={after} news={after.news} look={look} />
        const line = lineIn(after.news, ref)
        const printed = after.news.lines.filter((each) => each.chosen)
        const place = printed.findIndex((each) => each.ref === ref)
        const moves = { up: place > 0, down: place < printed.length - 1 }
        return (
          line && (
            <>
              {desk.t('issueDesk.saved')}
              {instead(`#tete-${ref}`, <LineHead desk={desk} onDesk={after} line={line} moves={moves} look={look} />)}
              {instead(`#version-${fieldsOf(ref)}`, <VersionField name={fieldsOf(ref)} version={line.version} />)}
            </>
          )
        )
      },
    })
  }
  return app
}

function moved({ ref }: NewsLine, news: CorrectedNews, by: -1 | 1): CorrectionChange {
  const value = movedNews(news, ref, by)
  return value ? { put: [{ target: orderTarget, field: 'order', value, said: null }], drop: [] } : nothing
}

/** What a form says of a post; its spaces alone are no change. */
function wantedOf({ post, now }: NewsLine, form: Record<string, unknown>): WantedPost {
  const text = typedLines(form, 'text') || null
  const same = [now.text, post?.text ?? null].find((one) => typedLines({ text: one ?? '' }, 'text') === (text ?? ''))
  const without = form['sans'] !== undefined
  const words: WantedPost = { title: typed(form, 'title', 300), text: same === undefined ? text : same }
  if (!post?.picture) return words
  if (without) return now.picture ? { ...words, picture: false } : words
  return { ...words, ...readCaption(form), ...(now.picture ? {} : { picture: true }) }
}

function differencesOf({ now }: NewsLine, form: Record<string, unknown>): Stale['differences'] {
  if (form['title'] === undefined) return []
  const yours = { title: typed(form, 'title', 300), text: typedLines(form, 'text') || null }
  return (['title', 'text'] as const).flatMap((field) =>
    yours[field] === now[field] ? [] : [{ field, yours: yours[field], theirs: now[field] }],
  )
}

function showForm(c: Context<DeskEnv>, { onDesk, line }: NewsOnDesk & { line: NewsLine }, fault?: string) {
  const desk = c.get('desk')
  if (fault && asksPart(c)) return part(c, <Fault desk={desk} fault={fault} />)
  const form = <LineForm desk={desk} onDesk={onDesk} line={line} fault={fault} />
  if (asksPart(c)) return part(c, form)
  return screen(c, {
    title: desk.t('issueDesk.correctTitle', { title: line.now.title }),
    place: 'issues',
    back: { href: `${onDesk.base}#m-${line.ref}`, label: onDesk.issue.subject },
    styles: ['issue-desk.css', 'news-desk.css'],
    status: fault ? 400 : 200,
    children: form,
  })
}

/** What was typed into a form of something new, whether it can be taken or not. */
const entryTyped = (form: Record<string, unknown>) => ({
  title: typed(form, 'title', 300),
  text: typedLines(form, 'text') || null,
  url: typed(form, 'url', 1000) || null,
  picture: { url: '', ...readCaption(form) },
})

/** The form of something new once more, with what was typed and what is wrong with it. */
export function again(
  c: Context<DeskEnv>,
  { onDesk }: NewsOnDesk,
  path: 'nouvelles' | 'partenaire',
  fault: string,
  form: Record<string, unknown>,
  kept: KeptPicture | null = null,
) {
  const desk = c.get('desk')
  return screen(c, {
    title: desk.t(path === 'nouvelles' ? 'newsDesk.write' : 'newsDesk.addPartner'),
    place: 'issues',
    back: { href: onDesk.base, label: onDesk.issue.subject },
    styles: ['issue-desk.css', 'news-desk.css'],
    status: 400,
    children: (
      <EntryForm
        desk={desk}
        action={`${onDesk.base}/${path}`}
        name="encore"
        entry={entryTyped(form)}
        own
        fault={fault}
        kept={kept}
      />
    ),
  })
}
