import { CampaignSumsList } from '../sums.js'
import type { DemoScreen } from './screen.js'

/** The demo's first screen: what partners got, and the sums. */
export function homeScreen({ app, context: { store, texts }, inbox, issuePath, show }: DemoScreen): void {
  const { t } = texts
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
}
