import type { Desk } from '../desk.js'
import { whenStored } from '../when.js'
import { numberOf, type StoredCampaign } from './subject.js'
import type { NamedLine } from './who.js'

interface UncertainProps {
  desk: Desk
  campaign: StoredCampaign
  count: number
  lines: readonly NamedLine[]
}

/** What nobody knows to have left: staff look, and choose, for one or for all. */
export function Uncertain({ desk, campaign, count, lines }: UncertainProps) {
  const { t } = desk
  const path = `/console/envois/${campaign.id}`
  const decides = desk.may('editor')
  return (
    <section aria-labelledby="uncertain" className="uncertain" id="a-decider">
      <h2 id="uncertain">{t('sends.uncertain', { count })}</h2>
      <p>{t('sends.uncertainWhy')}</p>
      <ul>
        <li>{t('sends.resendMeans')}</li>
        <li>{t('sends.takeMeans')}</li>
      </ul>
      <ul className="rows">
        {lines.map((line) => (
          <li key={line.id}>
            <div>
              <a href={`${path}/remises/${numberOf(line.id)}`}>{line.who ?? line.email}</a>
              <small>{[line.who && line.email, whenStored(desk, line.updated_at)].filter(Boolean).join(', ')}</small>
            </div>
            {decides && (
              <Choice desk={desk} action={`${path}/remises/${numberOf(line.id)}/trancher`} who={line.email} />
            )}
          </li>
        ))}
      </ul>
      {decides && count > 1 && (
        <div className="all">
          <strong>{t('sends.forAll', { count })}</strong>
          <Choice desk={desk} action={`${path}/trancher`} who={null} />
        </div>
      )}
    </section>
  )
}

/** The two ways to settle what is uncertain; `who` tells them apart for who cannot see where the buttons stand. */
export function Choice({ desk: { t }, action, who }: { desk: Desk; action: string; who: string | null }) {
  const label = (choice: string) => (who ? `${t(choice)} (${who})` : t(`${choice}All`))
  return (
    <form method="post" action={action} className="inline">
      <button type="submit" name="choix" value="resend" className="secondary" aria-label={label('sends.resend')}>
        {who ? t('sends.resend') : t('sends.resendAll')}
      </button>
      <button
        type="submit"
        name="choix"
        value="take-as-sent"
        className="secondary outline"
        aria-label={label('sends.take')}
      >
        {who ? t('sends.take') : t('sends.takeAll')}
      </button>
    </form>
  )
}
