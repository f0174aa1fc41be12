import type { Happening, Plan } from './plan.js'

const hour = 3_600_000

export interface Outcome {
  sent: boolean
  heldTold: number
  missedTold: number
}

export interface Expectation {
  /** The issue had to leave. */
  certain: boolean
  /** The issue may have left: in a round that a crash cut short, or between two looks at a held issue. */
  possible: boolean
  /** What is wrong with what the program did; empty when nothing is. */
  complaints(outcome: Outcome): string[]
}

/** What happened around the hour of an issue, a line each: for whoever looks into a broken promise. */
export function storyOf(plan: Plan): string {
  const told = (at: number | null) => (at === null ? 'never' : new Date(at).toISOString().slice(0, 16))
  const near = plan.happened.filter((one) => one.at > plan.sendAt - 3 * hour && one.at < plan.sendBefore + 3 * hour)
  const lines = near.map((one) =>
    one.kind === 'run'
      ? `${told(one.at)} ${one.whole ? 'run' : 'cut short'}${one.article ? ', with article' : ''}`
      : `${told(one.at)} ${one.kind}`,
  )
  const acts = plan.happened.filter((one) => one.kind !== 'run').map((one) => `${one.kind} ${told(one.at)}`)
  const head = `window ${told(plan.sendAt)} to ${told(plan.sendBefore)}, article ${told(plan.articleAt)}, ${acts.join(', ') || 'no act'}`
  return [head, ...lines].join('\n    ')
}

/**
 * What must become of a planned issue, from what happened to it and the rules alone: it leaves in the first round of
 * its window (hour of sending to end of grace) when it is approved, or has an article, is not held and needs no
 * approval; held, it is looked at every hour. Nothing of the program's own is asked.
 */
export function expectationOf(plan: Plan): Expectation {
  const inWindow = (at: number) => at >= plan.sendAt && at < plan.sendBefore
  let approved = false
  let askedToLeave = false
  let held = false
  let certain = false
  let possible = false
  let cutShort = 0
  let wholeInWindow = 0
  let before: Happening | null = null
  /** The clock from which an unbroken row of whole rounds in the window was ready to send. */
  let rowSince: number | null = null
  let clockWentBack = false
  let passedBefore = false
  let seenAfterwards = false

  for (const one of plan.happened) {
    if (before && one.at < before.at) {
      clockWentBack = true
      rowSince = null
    }
    before = one
    if (one.kind === 'sent-by-hand') certain = true
    if (one.kind === 'held') {
      held = true
      approved = false
    }
    if (one.kind === 'approved') {
      held = false
      approved = true
      askedToLeave ||= one.at >= plan.sendAt
    }
    if (one.kind !== 'run') continue
    const ready = approved || (one.article && !held && plan.settings.send.unapproved)
    if (one.at >= plan.sendBefore) {
      seenAfterwards = true
      if (!certain && wholeInWindow === 0) passedBefore = true
    }
    if (approved && askedToLeave && one.at >= plan.sendAt) {
      possible = true
      if (one.whole) certain = true
    }
    if (!inWindow(one.at)) continue
    if (ready) possible = true
    if (!one.whole) {
      cutShort++
      rowSince = null
      continue
    }
    if (ready && wholeInWindow + cutShort === 0) certain = true
    if (ready && rowSince !== null && one.at - rowSince > hour) certain = true
    // The hour until the next look counts from the last round that could not send.
    if (ready) rowSince ??= one.at
    else rowSince = one.at
    wholeInWindow++
  }
  possible ||= certain

  return {
    certain,
    possible,
    complaints({ sent, heldTold, missedTold }) {
      const wrong: string[] = []
      if (certain && !sent) wrong.push('had to leave and did not')
      if (sent && !possible) wrong.push('left although nothing allowed it')
      if (heldTold > 1) wrong.push(`staff were told ${heldTold} times that it is held`)
      if (missedTold > 1) wrong.push(`staff were told ${missedTold} times that it was missed`)
      if (!sent && seenAfterwards && heldTold + missedTold === 0) wrong.push('did not leave, and staff were not told')
      if (!sent && heldTold + missedTold > 1 && !clockWentBack) wrong.push('told as held and as missed')
      if (!sent && wholeInWindow > 0 && heldTold !== 1) wrong.push('held, and staff were not told so')
      if (missedTold > 0 && !clockWentBack && wholeInWindow > 0) wrong.push('told as missed, but the machine ran')
      if (sent && missedTold > 0 && !passedBefore) wrong.push('left, and yet told as missed')
      return wrong
    },
  }
}
