import { fetchBytes, type FetchOptions } from '../base/http.js'
import { HttpError, type HttpErrorCode } from '../base/http-error.js'

export interface DeadLink {
  url: string
  code: HttpErrorCode
  /** 404 or 410 with code `http-status`, else null. */
  status: number | null
}

export interface LinkOptions {
  allowPrivate: boolean
  /** For each link, redirects included. */
  timeoutMs: number
  /** How many links are asked at the same time. */
  concurrency?: number
}

const deadCodes = new Set<HttpErrorCode>(['unknown-host', 'unreachable', 'tls', 'bad-address'])

/** Our own network is down, or the resolver busy: says nothing about the link. */
const ownTrouble = new Set(['EAI_AGAIN', 'ENETUNREACH'])

/**
 * The links that surely lead nowhere, in the order given: 404, 410, no such host, nobody listening, no valid certificate.
 * Whatever may be a bad moment or a shy server (5xx, 401, 403, 429, slowness) is not dead. Only http and https links are
 * asked, each once.
 */
export async function checkLinks(urls: Iterable<string>, options: LinkOptions): Promise<DeadLink[]> {
  const waiting = [...new Set(urls)].filter((url) => /^https?:/i.test(url)).entries()
  const found: (DeadLink | null)[] = []
  const worker = async () => {
    for (const [place, url] of waiting) found[place] = await checkLink(url, options)
  }
  await Promise.all(Array.from({ length: options.concurrency ?? 4 }, worker))
  return found.filter((one) => one !== null)
}

async function checkLink(url: string, options: LinkOptions): Promise<DeadLink | null> {
  const request = { timeoutMs: options.timeoutMs, allowPrivate: options.allowPrivate, maxBytes: 2_000_000 }
  const head = await failureOf(url, { ...request, method: 'HEAD' })
  // Servers that do not know HEAD say so in several ways, 404 among them: GET has the last word.
  const asked = head?.status && [403, 404, 405, 410, 501].includes(head.status)
  const failure = asked ? await failureOf(url, request) : head
  if (!failure) return null
  if (ownTrouble.has(failure.detail ?? '')) return null
  const gone = failure.status === 404 || failure.status === 410
  return gone || deadCodes.has(failure.code) ? { url, code: failure.code, status: failure.status } : null
}

async function failureOf(url: string, options: FetchOptions): Promise<HttpError | null> {
  try {
    await fetchBytes(url, options)
    return null
  } catch (error) {
    if (error instanceof HttpError) return error
    throw error
  }
}
