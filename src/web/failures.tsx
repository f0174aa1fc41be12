import type { Context } from 'hono'
import type { JobContext } from '../../jobs/steps/context.js'
import { page } from './layout.js'

/** What somebody sees in place of a page that could not be made or that is not there; a line of text for programs. */
export function failure(c: Context, { office, texts }: JobContext, code: 'failed' | 'notFound', status: 404 | 500) {
  const sentence = texts.t(`web.${code}`)
  if (!c.req.header('accept')?.includes('text/html')) return c.text(sentence, status)
  const title = texts.t(`web.${code}Title`)
  return c.html(
    page({
      language: office.language,
      title,
      office: office.name,
      children: (
        <>
          <h1>{title}</h1>
          <p>{sentence}</p>
          <p>
            <a href={office.website}>{office.name}</a>
          </p>
        </>
      ),
    }),
    status,
  )
}
