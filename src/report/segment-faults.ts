import type { Texts } from '../base/texts.js'
import type { RuleFault, UnusableSegment } from '../domain/index.js'

/** What is wrong at a place of a rule, and what to write there instead: as it stands, so that it can be copied. */
export function faultSentence({ code, values }: Pick<RuleFault, 'code' | 'values'>, { t }: Texts): string {
  return t(`segmentFault.${code}`, values)
}

/** Why a segment cannot be told, and what to do. */
export function unusableSentence({ code, values }: UnusableSegment, { t }: Pick<Texts, 't'>): string {
  return t(`segmentFault.${code}`, values)
}
