import type { Texts } from '../../src/base/texts.js'
import type { RawFinding } from '../../src/compose/findings.js'
import type { CheckFinding } from '../../src/domain/index.js'
import { ofPeriodWords } from '../../src/render/dates.js'

const isoDate = /^\d{4}-\d{2}-\d{2}$/

/** A text for staff; ISO dates among its values are told as "6 juillet". */
export function words(texts: Texts, key: string, values: Record<string, string | number>): string {
  const told = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isoDate.test(value)
        ? Temporal.PlainDate.from(value).toLocaleString(texts.language, { day: 'numeric', month: 'long' })
        : value,
    ]),
  )
  return texts.t(key, told)
}

/** Puts a check's finding into words. */
export function sayFinding(texts: Texts, { code, level, values }: RawFinding): CheckFinding {
  return { code, level, text: words(texts, `checks.${code}`, values) }
}

/** What an issue is about, after "the issue": "de la semaine du 6 au 12 juillet 2026", "de juillet 2026". */
export const aboutWords = (texts: Texts, period: string): string => ofPeriodWords(period, texts)
