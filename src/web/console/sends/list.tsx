import type { Context } from 'hono'
import { typeset } from '../../../base/typography.js'
import type { CampaignSums } from '../../../domain/index.js'
import type { Desk, DeskEnv } from '../desk.js'
import { screen } from '../screen.js'
import { whenStored } from '../when.js'
import { type KeptSums, kindWords, markOf, standingOf } from './subject.js'

const perPage = 20

/** Every send, the newest first. */
export const sendsList = (kept: KeptSums) => async (c: Context<DeskEnv>) => {
  const desk = c.get('desk')
  const { t, context } = desk
  const notices = c.req.query('tout') === '1'
  const before = c.req.query('avant')
  const page = await context.store.campaigns.page({ notices, before, limit: perPage })
  const campaigns = await Promise.all(
    page.campaigns.map(async (one) => ({
      ...one,
      sums: await (one.state === 'done' ? kept.over : kept.underWay).get(one.id),
    })),
  )
  const choice = notices ? '?tout=1' : ''
  return screen(c, {
    title: t('sends.title'),
    place: 'sends',
    styles: ['sends.css'],
    children: (
      <>
        <p className="lead">{t('sends.intro')}</p>
        <nav className="choices" aria-label={t('sends.which')}>
          <a href="/console/envois" aria-current={notices ? undefined : 'true'}>
            {t('sends.toPartners')}
          </a>
          <a href="/console/envois?tout=1" aria-current={notices ? 'true' : undefined}>
            {t('sends.everything')}
          </a>
        </nav>
        {campaigns.length === 0 && <p>{t('sends.none')}</p>}
        <ul className="rows sends">
          {campaigns.map((one) => (
            <li key={one.id}>
              <div>
                <a href={`/console/envois/${one.id}`}>
                  <strong>{typeset(one.subject, desk.texts.language)}</strong>
                </a>
                <small>{`${kindWords(desk, one.kind)}, ${whenStored(desk, one.created_at)}`}</small>
              </div>
              <div>
                <span className={markOf(standingOf(one, one.sums))}>
                  {t(`campaignState.${standingOf(one, one.sums)}`)}
                </span>
                <small>{inShort(desk, one.sums)}</small>
              </div>
            </li>
          ))}
        </ul>
        <nav className="pager" aria-label={t('desk.pages')}>
          {before && <a href={`/console/envois${choice}`}>{t('sends.newest')}</a>}
          {page.before && (
            <a
              href={`/console/envois?${new URLSearchParams({ ...(notices ? { tout: '1' } : {}), avant: page.before })}`}
              rel="next"
            >
              {t('sends.older')}
            </a>
          )}
        </nav>
      </>
    ),
  })
}

/** The sums in one line: those taken, and what is out of the ordinary. */
function inShort({ t }: Desk, sums: CampaignSums): string {
  const open = sums.pending + sums.sending + sums.deferred
  return t('sends.inShort', { ...sums, open })
}
