import type { Context } from 'hono'
import { messageFor } from '../../../deliver/forms.js'
import { messageId } from '../../../deliver/message.js'
import type { DeskEnv } from '../desk.js'
import { partnerName } from '../partner-name.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { Delivered, isReadable } from './message.js'
import { campaignOf, numberOf, type StoredCampaign } from './subject.js'
import { tellStory } from './tell-story.js'
import { Choice } from './uncertain.js'
import { Ways } from './ways.js'

/** What happened to one message, from the first line to the last, in words. */
export async function storyScreen(c: Context<DeskEnv>) {
  const desk = c.get('desk')
  const { t, context } = desk
  const campaign: StoredCampaign | null = await campaignOf(c)
  const line = campaign && (await context.store.lines.line(campaign.id, Number(c.req.param('number'))))
  if (!campaign || !line) return c.notFound()
  const [history, message, houses] = await Promise.all([
    context.store.campaigns.history(line.id),
    context.store.campaigns.message(campaign.id),
    context.store.organisations.housesOf([line.contact_id]),
  ])
  const path = `/console/envois/${campaign.id}`
  const house = houses.get(line.contact_id)
  const name = partnerName(house?.organisation, line.name)
  const cameBack = history.some(({ what }) => what === 'bounced')
  return screen(c, {
    title: name ?? (line.email || t('sends.erased')),
    place: 'sends',
    back: { href: `${path}#registre`, label: campaign.subject },
    styles: ['sends.css'],
    children: (
      <>
        <p className="lead">
          {line.email === '' ? t('sends.erasedWhy') : name && line.email}{' '}
          <span className={`state ${line.state}`}>{t(`state.${line.state}`, { count: 1 })}</span>
        </p>
        {house && (
          <Ways
            desk={desk}
            contactId={line.contact_id}
            house={house}
            email={line.email}
            refused={line.state === 'failed' || cameBack}
          />
        )}
        {isReadable(campaign, line) && (
          <Delivered desk={desk} path={`${path}/remises/${numberOf(line.id)}`} message={messageFor(message, line)} />
        )}
        {line.state === 'uncertain' && (
          <section aria-labelledby="settle" className="uncertain">
            <h2 id="settle">{t('sends.uncertain', { count: 1 })}</h2>
            <p>{t('sends.uncertainWhy')}</p>
            <ul>
              <li>{t('sends.resendMeans')}</li>
              <li>{t('sends.takeMeans')}</li>
            </ul>
            {desk.may('editor') && (
              <Choice desk={desk} action={`${path}/remises/${c.req.param('number')}/trancher`} who={line.email} />
            )}
          </section>
        )}
        <h2>{t('sends.storyTitle')}</h2>
        <ol className="story">
          {tellStory(desk, { campaign, line, history }).map(({ at, sentence, answer, why }) => (
            <li key={at + sentence}>
              <small>{whenStored(desk, at)}</small>
              <p>{sentence}</p>
              {why && <p className="why">{why}</p>}
              {answer && (
                <p className="quiet">
                  {t('sends.serverSaid')} <q>{answer}</q>
                </p>
              )}
            </li>
          ))}
        </ol>
        <details>
          <summary>{t('sends.forExperts')}</summary>
          <dl>
            <dt>{t('sends.messageId')}</dt>
            <dd>
              <code>{messageId(line.id, message.from.address)}</code>
            </dd>
            <dt>{t('sends.column.attempts')}</dt>
            <dd>{line.attempt}</dd>
            <dt>{t('sends.code')}</dt>
            <dd>{[line.code, line.status].filter((one) => one !== null).join(', ') || t('sends.noCode')}</dd>
          </dl>
        </details>
      </>
    ),
  })
}
