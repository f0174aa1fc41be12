import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'

/** How long answers took, in milliseconds, and how many were other than 2xx, or none at all. */
export interface Times {
  times: number[]
  bad: number
}

/** The time below which `part` of them lie. */
export function quantile({ times }: Times, part: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export interface Asked {
  paths: readonly string[]
  /** Those of sessions that take turns; none for somebody who is not signed in. */
  cookies: readonly string[]
  people: number
  seconds?: number
  /** How many questions instead of how long. */
  questions?: number
}

/**
 * `people` at once on as many connections, each asking again as soon as it is answered, the addresses by turns: not all
 * for the same at the same time.
 */
export async function ask(url: string, { paths, cookies, people, seconds, questions }: Asked): Promise<Times> {
  const times: number[] = []
  let seated = 0
  const run = autocannon(
    {
      url,
      connections: people,
      ...(questions ? { amount: questions } : { duration: seconds }),
      setupClient(client) {
        const place = seated++
        const cookie = cookies[place % Math.max(1, cookies.length)]
        const turned = paths.map((_, index) => paths[(index + place) % paths.length] ?? '/')
        client.setRequests(turned.map((path) => ({ path, ...(cookie && { headers: { cookie } }) })))
      },
    },
    () => {},
  )
  // Its own histogram knows whole milliseconds only.
  run.on('response', (_client, _status, _bytes, time) => times.push(time))
  const [{ non2xx, errors }] = (await once(run, 'done')) as [autocannon.Result]
  return { times, bad: non2xx + errors }
}

/** One question at a time, each answered anew: no answer to another serves. */
export async function askAlone(url: string, paths: readonly string[], cookies: readonly string[], questions: number) {
  // A word that no screen knows makes it another address.
  const anew = Array.from({ length: questions }, (_, index) => {
    const path = paths[index % paths.length] ?? '/'
    return `${path}${path.includes('?') ? '&' : '?'}anew=${performance.now()}-${index}`
  })
  return await ask(url, { paths: anew, cookies, people: 1, questions })
}

/** Seconds that a process has spent computing (proc_pid_stat(5), in ticks of a hundredth); not a number but on Linux. */
export function computed(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}
