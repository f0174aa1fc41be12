import type { Context } from 'hono'
import { typeset } from '../../../base/typography.js'
import { messageFor } from '../../../deliver/forms.js'
import { isBulk, type MessageSource, tokenPlaceholder } from '../../../domain/index.js'
import type { LedgerLine } from '../../../store/ledger-lines.js'
import type { Desk, DeskEnv } from '../desk.js'
import { attachedPaper } from '../issue/files.js'
import { campaignOf, type StoredCampaign } from './subject.js'

/** Links that are the recipient's own: their way out must not be taken by who only looks. */
const ownLinks = new RegExp(`href="[^"]*${tokenPlaceholder}[^"]*"`, 'g')

/**
 * Whether the message of a line may be looked at. What goes to staff or to a single person holds links that let their
 * reader in: those are read by nobody else.
 */
export const isReadable = (campaign: Pick<StoredCampaign, 'kind'>, { state, email }: LedgerLine): boolean =>
  isBulk(campaign.kind) && state !== 'excluded' && email !== ''

/** The mail of one line as it was frozen for that reader, with the recipient's own links inert; web.ts gives it the policy of documents. */
export async function deliveredMail(c: Context<DeskEnv>) {
  const { store, publicUrl } = c.get('desk').context
  const campaign = await campaignOf(c)
  const line = campaign && (await store.lines.line(campaign.id, Number(c.req.param('number'))))
  if (!campaign || !line || !isReadable(campaign, line)) return c.notFound()
  const { html } = messageFor(await store.campaigns.message(campaign.id), line)
  // The pictures are ours, wherever the page is looked at from.
  return c.html(html.replaceAll(ownLinks, 'href="#"').replaceAll(`src="${publicUrl}/`, 'src="/'))
}

interface DeliveredProps {
  desk: Desk
  /** The address of the line's screen. */
  path: string
  /** The message as this reader got it. */
  message: MessageSource
}

/** The message behind a fold: its subject, its papers, and the mail itself in a frame that can do nothing. */
export function Delivered({ desk: { t, texts }, path, message }: DeliveredProps) {
  return (
    <details className="delivered">
      <summary>{t('sends.seeMessage')}</summary>
      <p>
        <strong>{typeset(message.subject, texts.language)}</strong>
      </p>
      {message.attachments.length > 0 && (
        <p>
          {t('sends.attached')}{' '}
          {message.attachments.map((attachment, index) => {
            const href = attachedPaper(attachment)
            return (
              <span key={attachment.name}>
                {index > 0 && ', '}
                {href ? (
                  <a href={href} target="_blank" rel="noopener">
                    {attachment.name}
                  </a>
                ) : (
                  attachment.name
                )}
              </span>
            )
          })}
        </p>
      )}
      <p className="quiet">{t('sends.inert')}</p>
      <iframe title={t('sends.seeMessage')} loading="lazy" sandbox="" src={`${path}/courriel`} />
    </details>
  )
}
