import { setTimeout as sleep } from 'node:timers/promises'
import type { JobContext } from '../../../jobs/steps/context.js'
import { type Finding, innerLooks, lookAt, looksOfDemonstration, outerLooks } from '../../../jobs/steps/health.js'

/** How long what was found serves the page of health, and how long that page waits for what is being looked for. */
const servesMs = 60_000
export const waitMs = 600

/** How long it serves elsewhere: nobody asked for it there, and servers should not be asked all day long. */
const remindsMs = 15 * 60_000

export interface Examination {
  at: Temporal.Instant
  madeAt: number
  findings: Finding[]
}

/** What is known of the program's health. */
export interface Known {
  last: Examination | null
  /** Something is being looked for. */
  running: boolean
}

/** Looks after the program in the background, so that no page waits for a server that does not answer. */
export interface Examiner {
  /** What was found last; begins anew when that is old, and waits a moment where there is nothing to show yet. */
  look(): Promise<Known>
  /** What was found last, at once. Begins anew when that is rather old, in a program that examines by itself. */
  known(): Known
  /** Begins anew, whatever is at hand. */
  begin(): Promise<void>
}

export interface ExaminerOptions {
  /** Whether it looks without being asked: a program that serves an office does, one in a test does not. */
  byItself: boolean
  /** Whether it is a demonstration, whose mails leave this machine in no case. */
  demonstration: boolean
}

export function openExaminer(context: JobContext, { byItself, demonstration }: ExaminerOptions): Examiner {
  let last: Examination | null = null
  let running: Promise<void> | null = null

  async function examine() {
    const looks = [...outerLooks(context), ...innerLooks(context)]
    const wanted = demonstration ? looksOfDemonstration(looks) : looks
    const findings = await Promise.all(wanted.map(lookAt))
    last = { at: context.clock.now(), madeAt: performance.now(), findings }
  }
  const begin = () => {
    running ??= examine().finally(() => {
      running = null
      // What was found is told on other pages too.
      context.changes.made()
    })
    return running
  }
  const isOlder = (ms: number) => !last || performance.now() - last.madeAt > ms

  return {
    async look() {
      if (isOlder(servesMs)) {
        const now = begin()
        if (!last) await Promise.race([now, sleep(waitMs)])
      }
      return { last, running: running !== null }
    },
    known() {
      if (byItself && isOlder(remindsMs)) void begin()
      return { last, running: running !== null }
    },
    begin,
  }
}
