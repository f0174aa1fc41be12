import { CampaignSumsList } from '../sums.js'
import type { DemoScreen } from './screen.js'

/** The ledger as the demo shows it: every campaign with its sums and its lines. */
export function ledgerScreen({ app, context: { store, texts }, show }: DemoScreen): void {
  const { t } = texts
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
