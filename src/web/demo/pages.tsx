import { Hono } from 'hono'
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import type { JobContext } from '../../../jobs/steps/context.js'
import { page } from '../layout.js'
import { CampaignSumsList } from '../sums.js'
import type { DemoInbox } from './inbox.js'

export interface DemoParts {
  inbox: DemoInbox
  /** Where the pages lead: labels and addresses. */
  places: readonly { label: string; href: string }[]
  /** Public address of the demo's issue, without a trailing slash. */
  issuePath: string
}

/** The demo's own screens: what arrived, and what the ledger says. Only the demo shows them, without login, on loopback. */
export function demoPages(context: JobContext, { inbox, places, issuePath }: DemoParts): (app: Hono) => void {
  const { office, texts, store } = context
  const { t } = texts
  const show = (title: string, children: React.ReactNode) =>
    page({
      language: office.language,
      title,
      colour: office.colours.main,
      office: office.name,
      width: 'wide',
      children: (
        <>
          <nav className="places" aria-label={t('demo.title')}>
            {places.map(({ label, href }) => (
              <a key={href} href={href}>
                {label}
              </a>
            ))}
          </nav>
          {children}
        </>
      ),
    })
  const parse = async (number: string): Promise<ParsedMail | null> => {
    const message = inbox.messages()[Number(number) - 1]
    return message ? await simpleParser(message.raw, { skipImageLinks: true }) : null
  }

  return (app) => {
    app.get('/', async (c) => {
      const campaign = (await store.campaigns.list()).find((one) => one.kind === 'issue')
      return c.html(
        show(
          t('demo.title'),
          <>
            <h1>{t('demo.title')}</h1>
            <p className="lead">{t('demo.lead', { count: inbox.messages().length })}</p>
            {campaign && <CampaignSumsList sums={await store.ledger.sums(campaign.id)} texts={texts} />}
            <section className="previews">
              <figure className="preview">
                <figcaption>
                  <strong>{t('proofPage.mail')}</strong>
                  <a href={`/demo/inbox/${inbox.messages().length}`}>{t('demo.asReceived')}</a>
                </figcaption>
                <iframe
                  title={t('proofPage.mail')}
                  sandbox="allow-popups"
                  src={`/demo/inbox/${inbox.messages().length}/html`}
                />
              </figure>
              <div className="papers">
                {(['affiche', 'livret'] as const).map((paper) => (
                  <figure key={paper} className="preview paper">
                    <figcaption>
                      <strong>{t(`proofPage.${paper}`)}</strong>
                      <a href={`${issuePath}/${paper}.pdf`}>{t('proofPage.open')}</a>
                    </figcaption>
                    <iframe title={t(`proofPage.${paper}`)} src={`${issuePath}/${paper}.pdf`} />
                  </figure>
                ))}
              </div>
            </section>
          </>,
        ),
      )
    })

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

    app.get('/demo/registre', async (c) => {
      const campaigns = await store.campaigns.list()
      const lines = await Promise.all(
        campaigns.map(async (campaign) => ({
          campaign,
          sums: await store.ledger.sums(campaign.id),
          deliveries: await store.campaigns.deliveries(campaign.id),
        })),
      )
      return c.html(
        show(
          t('demo.ledger'),
          <>
            <h1>{t('demo.ledger')}</h1>
            {lines.map(({ campaign, sums, deliveries }) => (
              <section key={campaign.id}>
                <h2>{campaign.subject}</h2>
                <CampaignSumsList sums={sums} texts={texts} />
                <details open={campaign.kind === 'issue'}>
                  <summary>{t('demo.lines', { count: deliveries.length })}</summary>
                  <div className="scroll">
                    <table>
                      <thead>
                        <tr>
                          <th scope="col">{t('cli.recipient')}</th>
                          <th scope="col">{t('cli.state')}</th>
                          <th scope="col">{t('cli.attempts')}</th>
                          <th scope="col">{t('cli.reply')}</th>
                        </tr>
                      </thead>
                      <tbody>
                        {deliveries.map((row) => (
                          <tr key={row.id}>
                            <td>{row.email}</td>
                            <td>
                              <span className={`state ${row.state}`}>{t(`state.${row.state}`, { count: 1 })}</span>
                            </td>
                            <td>{row.attempt}</td>
                            <td>{row.reason ? t(`reason.${row.reason}`) : row.reply}</td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </div>
                </details>
              </section>
            ))}
          </>,
        ),
      )
    })
  }
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
