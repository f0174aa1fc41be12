import type { Texts } from '../base/texts.js'
import { type CampaignSums, type DeliveryState, deliveryStates } from '../domain/index.js'

interface CampaignSumsProps {
  sums: CampaignSums
  texts: Texts
  /** Where those of one state are seen; without it the sums lead nowhere. */
  linesOf?: (state: DeliveryState) => string
}

/** What became of a campaign, state by state; states that hold nobody stay silent. */
export function CampaignSumsList({ sums, texts, linesOf }: CampaignSumsProps) {
  const sum = (state: DeliveryState) => (
    <>
      <strong>{sums[state]}</strong>
      <span className={`state ${state}`}>{texts.t(`state.${state}`, { count: sums[state] })}</span>
    </>
  )
  return (
    <ul className="sums">
      {deliveryStates
        .filter((state) => sums[state] > 0)
        .map((state) => (
          <li key={state}>{linesOf ? <a href={linesOf(state)}>{sum(state)}</a> : sum(state)}</li>
        ))}
      <li>
        <strong>{sums.audience}</strong>
        <span>{texts.t('state.audience', { count: sums.audience })}</span>
      </li>
    </ul>
  )
}
