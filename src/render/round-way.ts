import { remembered } from '../base/remembered.js'
import type { Texts } from '../base/texts.js'
import type { Leg, WayBy } from '../domain/index.js'

export interface RoundWay {
  by: WayBy
  back: Leg | null
  stops: readonly { leg: Leg | null }[]
}

// Made once: a round tells a hundred ways.
const durations = remembered(
  (language) => new Intl.DurationFormat(language, { style: 'short', hoursDisplay: 'auto', minutesDisplay: 'always' }),
)
const tenths = remembered((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }))
const whole = remembered((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }))

/** A way as people plan it: "8,4 km, 12 min". */
export function legText({ metres, seconds }: Leg, { t, language }: Texts): string {
  const km = metres / 1000
  const minutes = Math.max(metres > 0 ? 1 : 0, Math.round(seconds / 60))
  return t('rounds.leg', {
    km: (km < 10 ? tenths : whole)(language).format(km),
    time: durations(language).format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
  })
}

/** The whole way of a round, or why it follows distances; null where nobody asked for roads. */
export function wayText({ by, back, stops }: RoundWay, texts: Texts): string | null {
  if (by === 'distance') return null
  if (by !== 'road') return texts.t('rounds.wayByDistance', { why: texts.t(`rounds.roadFault.${by}`) })
  const legs = [...stops.map(({ leg }) => leg), back].filter((leg) => leg !== null)
  const sum = (pick: (leg: Leg) => number) => legs.reduce((total, leg) => total + pick(leg), 0)
  const all = { metres: sum((leg) => leg.metres), seconds: sum((leg) => leg.seconds) }
  return texts.t('rounds.wayByRoad', { way: legText(all, texts) })
}
