import autocannon from 'autocannon'

export interface Measured {
  /** Milliseconds. */
  p99: number
  median: number
  longest: number
  perSecond: number
  /** Answers other than 2xx, and none at all. */
  bad: number
}

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN

/**
 * `people` at once on as many connections, each asking again as soon as it is answered, the addresses by turns: not all
 * for the same at the same time. Each has a cookie of its own among `cookies`.
 */
export async function measure(
  url: string,
  {
    paths,
    cookies,
    people,
    seconds,
    times: most,
  }: { paths: readonly string[]; cookies: readonly string[]; people: number; seconds?: number; times?: number },
): Promise<Measured> {
  const times: number[] = []
  let seated = 0
  const { requests, non2xx, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections: people,
        ...(most ? { amount: most } : { duration: seconds }),
        setupClient(client) {
          const place = seated++
          const cookie = cookies[place % Math.max(1, cookies.length)]
          const turned = paths.map((_, index) => paths[(index + place) % paths.length] ?? '/')
          client.setRequests(turned.map((path) => ({ path, ...(cookie && { headers: { cookie } }) })))
        },
      },
      (error: unknown, result) => (error ? reject(error as Error) : resolve(result)),
    )
    // Its own histogram knows whole milliseconds only.
    run.on('response', (_client, _status, _bytes, time) => times.push(time))
  })
  const sorted = times.toSorted((a, b) => a - b)
  return {
    p99: quantile(sorted, 0.99),
    longest: sorted.at(-1) ?? Number.NaN,
    median: quantile(sorted, 0.5),
    perSecond: requests.average,
    bad: non2xx + errors,
  }
}

/** One question at a time, each answered anew: no answer to another serves. */
export async function askAlone(url: string, paths: readonly string[], cookies: readonly string[], times: number) {
  // A word that no screen knows makes it another address.
  const anew = Array.from({ length: times }, (_, index) => {
    const path = paths[index % paths.length] ?? '/'
    return `${path}${path.includes('?') ? '&' : '?'}anew=${performance.now()}-${index}`
  })
  return await measure(url, { paths: anew, cookies, people: 1, times })
}
