import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import type { JobContext } from '../../../jobs/steps/context.js'
import type { DemoScreen } from './screen.js'

/** The demo's inbox, message by message: as on a computer and on a phone, its pieces, text and headers. */
export function messageScreens({ app, context: { texts }, inbox, show }: DemoScreen): void {
  const { t } = texts
  const parse = async (number: string): Promise<ParsedMail | null> => {
    const message = inbox.messages()[Number(number) - 1]
    return message ? await simpleParser(message.raw, { skipImageLinks: true }) : null
  }

  app.get('/demo/inbox', async (c) => {
    const messages = await Promise.all(
      inbox.messages().map(async ({ number, to, raw }) => ({
        number,
        to,
        bytes: raw.length,
        mail: await simpleParser(raw, { skipTextToHtml: true }),
      })),
    )
    return c.html(
      show(
        t('demo.inbox'),
        <>
          <h1>{t('demo.inbox')}</h1>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('demo.to')}</th>
                  <th scope="col">{t('demo.subject')}</th>
                  <th scope="col">{t('demo.attachments')}</th>
                  <th scope="col">{t('demo.size')}</th>
                </tr>
              </thead>
              <tbody>
                {messages.map(({ number, to, bytes, mail }) => (
                  <tr key={number}>
                    <td>{to}</td>
                    <td>
                      <a href={`/demo/inbox/${number}`}>{mail.subject}</a>
                    </td>
                    <td>{mail.attachments.map((one) => one.filename).join(', ')}</td>
                    <td>{Math.round(bytes / 1024)} ko</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>,
      ),
    )
  })

  app.get('/demo/inbox/:number', async (c) => {
    const number = c.req.param('number')
    const mail = await parse(number)
    if (!mail) return c.notFound()
    const raw = inbox.messages()[Number(number) - 1]?.raw.toString('latin1') ?? ''
    return c.html(
      show(
        mail.subject ?? '',
        <Message number={number} mail={mail} head={raw.slice(0, raw.indexOf('\r\n\r\n'))} t={t} />,
      ),
    )
  })

  app.get('/demo/inbox/:number/html', async (c) => {
    const mail = await parse(c.req.param('number'))
    return mail?.html ? c.html(mail.html) : c.notFound()
  })

  app.get('/demo/inbox/:number/piece/:place', async (c) => {
    const mail = await parse(c.req.param('number'))
    const piece: Attachment | undefined = mail?.attachments[Number(c.req.param('place'))]
    return piece ? c.body(Uint8Array.from(piece.content), 200, { 'Content-Type': piece.contentType }) : c.notFound()
  })
}

function Message({
  number,
  mail,
  head,
  t,
}: {
  number: string
  mail: ParsedMail
  head: string
  t: JobContext['texts']['t']
}) {
  return (
    <>
      <h1>{mail.subject}</h1>
      <p>
        {mail.attachments.map((piece, place) => (
          <a key={piece.filename} href={`/demo/inbox/${number}/piece/${place}`}>
            {piece.filename}{' '}
          </a>
        ))}
      </p>
      <section className="previews">
        <figure className="preview">
          <figcaption>
            <strong>{t('demo.desktop')}</strong>
            <a href={`/demo/inbox/${number}/html`}>{t('proofPage.open')}</a>
          </figcaption>
          <iframe title={t('demo.desktop')} sandbox="allow-popups" src={`/demo/inbox/${number}/html`} />
        </figure>
        <figure className="preview phone">
          <figcaption>
            <strong>{t('demo.phone')}</strong>
          </figcaption>
          <iframe title={t('demo.phone')} sandbox="allow-popups" src={`/demo/inbox/${number}/html`} />
        </figure>
      </section>
      <details>
        <summary>{t('proofPage.plain')}</summary>
        <pre>{mail.text}</pre>
      </details>
      <details>
        <summary>{t('demo.headers')}</summary>
        <pre>{head}</pre>
      </details>
    </>
  )
}
