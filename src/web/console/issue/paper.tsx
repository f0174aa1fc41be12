import { Hono } from 'hono'
import { renderToStaticMarkup } from 'react-dom/server'
import { openPaperPictures } from '../../../render/paper-pictures.js'
import type { DeskEnv } from '../desk.js'

/** Papers by their names in addresses, the files of an issue behind them, and what they are called: text "issueDesk.view". */
const papers: Record<string, { file: string; view: string }> = {
  affiche: { file: 'poster.pdf', view: 'poster' },
  livret: { file: 'booklet.pdf', view: 'booklet' },
}

/** The poster and the booklet as pictures of their pages, for a frame: no phone shows a PDF in one. */
export function paperPages(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const room = openPaperPictures()

  app.get('/:id/fichiers/:paper{affiche|livret}/pages', async (c) => {
    const { t, texts, context } = c.get('desk')
    const { id, paper } = c.req.param()
    const { file: name = '', view } = papers[paper] ?? {}
    const file = await context.store.issues.file(id, name)
    if (!file) return c.notFound()
    const count = await room.of(`${id}/${name}`, file.body).count
    const title = t(`issueDesk.view.${view}`)
    const markup = renderToStaticMarkup(
      <html lang={texts.language}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          <link rel="stylesheet" href="/assets/paper.css" />
        </head>
        <body>
          {count === 0 && <p>{t('issueDesk.noPicture')}</p>}
          {Array.from({ length: count }, (_, index) => (
            <img
              key={index}
              src={`pages/${index + 1}`}
              alt={t('issueDesk.paperPage', { paper: title, number: index + 1, count })}
              loading={index > 0 ? 'lazy' : undefined}
            />
          ))}
        </body>
      </html>,
    )
    return c.html(`<!doctype html>${markup}`)
  })

  app.get('/:id/fichiers/:paper{affiche|livret}/pages/:number{[1-9][0-9]{0,2}}', async (c) => {
    const { id, paper, number } = c.req.param()
    const name = papers[paper]?.file ?? ''
    const file = await c.get('desk').context.store.issues.file(id, name)
    const page = file && (await room.of(`${id}/${name}`, file.body).page(Number(number)))
    if (!page) return c.notFound()
    return c.body(Uint8Array.from(page.picture), 200, { 'Content-Type': 'image/webp' })
  })
  return app
}
