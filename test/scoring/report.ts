import { fieldNames, type FieldName, type Tally } from './compare.js'
import type { FolderScore } from './folder.js'

interface Target {
  name: string
  needed: number
  reached: number
  met: boolean
}

export interface Summary {
  articles: number
  occurrences: number
  fields: Record<FieldName, Tally & { precision: number; recall: number }>
  perfectArticles: number
  missing: { expected: number; detected: number }
  targets: Target[]
  folders: Array<{ name: string; missed: string[]; invented: string[]; wrong: string[]; choice: string[] }>
}

const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
const percent = (value: number) => `${(value * 100).toFixed(1).padStart(5)} %`

const total = (scores: FolderScore[], name: FieldName): Tally =>
  scores.reduce(
    (sum, { comparison }) => ({
      right: sum.right + comparison.fields[name].right,
      expected: sum.expected + comparison.fields[name].expected,
      told: sum.told + comparison.fields[name].told,
    }),
    { right: 0, expected: 0, told: 0 },
  )

const isPerfect = ({ comparison, choice }: FolderScore) =>
  comparison.missed.length === 0 && comparison.invented.length === 0 && choice.length === 0 && comparison.weekRight

/** All articles together, with the targets. */
export function summaryOf(scores: FolderScore[]): Summary {
  const fields = Object.fromEntries(
    fieldNames.map((name) => {
      const tally = total(scores, name)
      return [name, { ...tally, precision: share(tally.right, tally.told), recall: share(tally.right, tally.expected) }]
    }),
  ) as Summary['fields']
  const missing = scores.reduce(
    (sum, score) => ({
      expected: sum.expected + score.missing.expected,
      detected: sum.detected + score.missing.detected,
    }),
    { expected: 0, detected: 0 },
  )
  const perfectArticles = scores.filter(isPerfect).length
  const least = (name: FieldName) => Math.min(fields[name].precision, fields[name].recall)
  const targets = [
    ['dates and times right', 0.98, fields.datesAndTimes.recall],
    ['articles with none missed nor invented', 0.95, share(perfectArticles, scores.length)],
    ['commune', 0.95, least('commune')],
    ['price', 0.9, least('price')],
    ['status', 0.9, least('status')],
    ['missing articles detected', 1, share(missing.detected, missing.expected)],
  ] as const
  return {
    articles: scores.length,
    occurrences: fields.datesAndTimes.expected,
    fields,
    perfectArticles,
    missing,
    targets: targets.map(([name, needed, reached]) => ({ name, needed, reached, met: reached >= needed })),
    folders: scores.map(({ name, comparison, choice }) => ({
      name,
      missed: comparison.missed,
      invented: comparison.invented,
      wrong: comparison.wrong,
      choice,
    })),
  }
}

const tallyText = ({ right, expected, told }: Tally) =>
  `precision ${percent(share(right, told))}  recall ${percent(share(right, expected))}  (${right} right of ${told} told, ${expected} expected)`

/** The report for a terminal. */
export function reportOf(scores: FolderScore[], summary: Summary, verbose: boolean): string {
  const lines: string[] = []
  for (const score of scores) {
    const { comparison, expected, agenda } = score
    lines.push(
      `${score.name}  ${expected.occurrences.length} occurrences, ${agenda.toComplete.length} to complete, ${score.milliseconds.toFixed(0)} ms`,
    )
    for (const name of fieldNames) {
      const tally = comparison.fields[name]
      if (verbose || tally.right !== tally.expected || tally.right !== tally.told)
        lines.push(`  ${name.padEnd(14)} ${tallyText(tally)}`)
    }
    if (!comparison.weekRight) lines.push(`  week: ${expected.week.from} ≠ ${agenda.week.from}`)
    for (const text of comparison.missed) lines.push(`  missed    ${text}`)
    for (const text of comparison.invented) lines.push(`  invented  ${text}`)
    for (const text of score.choice) lines.push(`  choice    ${text}`)
    for (const text of comparison.wrong) lines.push(`  wrong     ${text}`)
    if (verbose) lines.push(...details(score))
  }
  lines.push(
    '',
    `All: ${summary.articles} articles, ${summary.occurrences} occurrences, ${summary.perfectArticles} articles with none missed nor invented`,
  )
  for (const name of fieldNames) lines.push(`  ${name.padEnd(14)} ${tallyText(summary.fields[name])}`)
  lines.push('', 'Targets')
  for (const { name, needed, reached, met } of summary.targets) {
    lines.push(
      `  ${met ? 'met   ' : 'MISSED'} ${name.padEnd(40)} ${percent(reached)} (needed ${percent(needed).trim()})`,
    )
  }
  return `${lines.join('\n')}\n`
}

function details({ agenda }: FolderScore): string[] {
  const where = (venue: string | null, commune: string | null) => [venue, commune].filter(Boolean).join(', ')
  return [
    ...agenda.occurrences.map(
      (one) =>
        `    ${one.date.slice(5)} ${one.start ?? one.moment ?? (one.allDay ? 'all day' : '-')}${one.end ? `-${one.end}` : ''} | ${one.title} | ${where(one.venue, one.commune)} | ${one.price?.text ?? ''} | ${one.booking ? `${one.booking.phone ?? one.booking.url ?? 'yes'}` : ''} | ${one.age ?? ''} | ${one.status === 'scheduled' ? '' : one.status} | ${one.description ?? ''}`,
    ),
    ...agenda.ongoing.map(
      (one) =>
        `    ongoing | ${one.title} | ${where(one.venue, one.commune)} | ${one.from ?? ''}..${one.until ?? ''} | ${one.hours ?? ''} | ${one.description ?? ''}`,
    ),
    ...agenda.toComplete.map(({ text, date, reason }) => `    to complete (${reason}, ${date ?? 'no day'}): ${text}`),
    ...(agenda.nextWeek ? [`    next week: ${agenda.nextWeek}`] : []),
    ...(agenda.intro ? [`    intro: ${agenda.intro}`] : []),
    ...(agenda.image ? [`    image: ${agenda.image.alt} © ${agenda.image.credit}`] : []),
    ...agenda.warnings.map(({ code, text }) => `    warning ${code}: ${text}`),
  ]
}
