import { Hono } from 'hono'
import { readTranslation, translationName } from '../../../../jobs/steps/issue-message.js'
import type { Redrawing } from '../../../../jobs/steps/redrawing.js'
import type { DeskEnv } from '../desk.js'
import { inOneLight } from '../in-one-light.js'

/** Names in addresses, and the files of an issue behind them. */
const names: Record<string, string> = {
  'courriel.html': 'mail.html',
  'courriel.txt': 'mail.txt',
  'affiche.pdf': 'poster.pdf',
  'livret.pdf': 'booklet.pdf',
  'agenda.ics': 'agenda.ics',
  'page.html': 'archive.html',
  'courriel.eml': 'mail.eml',
}

/** Where a paper that is attached to a message is looked at; null for what is no file of an issue. */
export function attachedPaper({ issueId, file }: { issueId: string; file: string }): string | null {
  const [name] = Object.entries(names).find(([, stored]) => stored === file) ?? []
  return name && issueId ? `/console/numeros/${issueId}/fichiers/${name}` : null
}

/** The files of an issue as they would leave; of one that is being corrected, the mail already. */
export function issueFiles(redrawing: Redrawing): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  // The mail in the language of partners that is not the office's.
  app.get('/:id/fichiers/traduction/:language{[a-z]{2}}', async (c) => {
    const { id, language } = c.req.param()
    const { issues } = c.get('desk').context.store
    const translation = await issues.file(id, translationName(language))
    // Issues older than translations went to everybody in the office's language.
    const mail = translation ? null : await issues.file(id, 'mail.html')
    const html = translation ? readTranslation(translation).html : mail && Buffer.from(mail.body).toString('utf8')
    return html === null ? c.notFound() : c.html(inOneLight(html, c.req.query('aspect')))
  })
  app.get('/:id/fichiers/:name', async (c) => {
    const { store } = c.get('desk').context
    const { id, name } = c.req.param()
    const stored = Object.hasOwn(names, name) ? names[name] : undefined
    const file = stored === undefined ? null : await store.issues.file(id, stored)
    if (!file) return c.notFound()
    const draft = redrawing.draft(id)
    let body = Buffer.from(file.body)
    if (draft && stored === 'mail.txt') body = Buffer.from(draft.text)
    if (stored === 'mail.html') {
      const html = draft?.html ?? body.toString('utf8')
      body = Buffer.from(inOneLight(html, c.req.query('aspect')))
    }
    return c.body(body, 200, { 'Content-Type': file.contentType, 'Content-Disposition': 'inline' })
  })
  return app
}
