import { Hono } from 'hono'
import { authorWords } from '../../author.js'
import type { DeskEnv } from '../desk.js'
import { note, only } from '../guards.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { unknownPartner } from './organisation.js'
import { home } from './words.js'

const keptShown = 100

/** An import taken back as a whole, after a page that says what that does. */
export function importUndoScreens(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const editor = only('editor')
  const back = (t: (key: string) => string) => ({ href: `${home}/importer`, label: t('importDesk.title') })

  app.get('/imports/:import/annuler', editor, async (c) => {
    const desk = c.get('desk')
    const { t } = desk
    const entered = await desk.context.store.directory.importById(c.req.param('import'))
    if (!entered) return unknownPartner(c)
    const { file, who, at, added, changed } = entered
    return screen(c, {
      title: t('importDesk.undoTitle', { file }),
      place: 'partners',
      styles: ['partners-desk.css'],
      back: back(t),
      children: entered.undone_at ? (
        <p>
          {t('importDesk.undone', { at: whenStored(desk, entered.undone_at), who: authorWords(t, entered.undone_by) })}
        </p>
      ) : (
        <>
          <p>{t('importDesk.undoText', { who: authorWords(t, who), at: whenStored(desk, at), added, changed })}</p>
          <form method="post" action={`${home}/imports/${entered.id}/annuler`}>
            <button type="submit" className="danger">
              {t('importDesk.undo')}
            </button>
          </form>
        </>
      ),
    })
  })

  app.post('/imports/:import/annuler', editor, async (c) => {
    const desk = c.get('desk')
    const { t, context } = desk
    const id = c.req.param('import')
    const entered = await context.store.directory.importById(id)
    if (!entered) return unknownPartner(c)
    const report = await context.store.inTurn('directory', ({ directory }) => directory.undo(id, desk.staff.name))
    if (!report) return c.redirect(`${home}/imports/${id}/annuler`, 303)
    await note(desk, 'import-undone', `import/${id}`, entered.file)
    const { contacts, organisations, restored, kept } = report
    return screen(c, {
      title: t('importDesk.undoneTitle', { file: entered.file }),
      place: 'partners',
      styles: ['partners-desk.css'],
      back: back(t),
      children: (
        <>
          <p className="done" role="status">
            {t('partners.undoneCounts', { contacts, organisations, restored })}
          </p>
          {kept.length > 0 && (
            <>
              <h2>{t('importDesk.kept', { count: kept.length })}</h2>
              <ul>
                {kept.slice(0, keptShown).map(({ what, why }) => (
                  <li key={what}>{t('partners.kept', { what, why })}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ),
    })
  })
  return app
}
