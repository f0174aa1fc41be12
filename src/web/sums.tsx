import type { Texts } from '../base/texts.js'
import { type CampaignSums, deliveryStates } from '../domain/index.js'

/** What became of a campaign, state by state; states that hold nobody stay silent. */
export function CampaignSumsList({ sums, texts }: { sums: CampaignSums; texts: Texts }) {
  return (
    <ul className="sums">
      {deliveryStates
        .filter((state) => sums[state] > 0)
        .map((state) => (
          <li key={state}>
            <strong>{sums[state]}</strong>
            <span className={`state ${state}`}>{texts.t(`state.${state}`, { count: sums[state] })}</span>
          </li>
        ))}
      <li>
        <strong>{sums.audience}</strong>
        <span>{texts.t('state.audience', { count: sums.audience })}</span>
      </li>
    </ul>
  )
}
