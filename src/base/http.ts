import type { LookupFunction } from 'node:net'
import type { Response } from 'undici'
import { HttpError } from './http-error.js'
import { httpErrorFrom } from './http-failure.js'
import { isAddressLiteral, isPublicAddress, publicLookup, withoutBrackets } from './private-address.js'

export interface FetchOptions {
  /** For everything together: names, redirects, headers, and the last byte of the body. */
  timeoutMs: number
  /** Of the decompressed body. */
  maxBytes: number
  /** Let addresses of the local network be read. */
  allowPrivate: boolean
  etag?: string | null
  lastModified?: string | null
  accept?: string
  userAgent?: string
  method?: 'GET' | 'HEAD'
  /** How names become addresses; by default the system's way, public addresses only unless `allowPrivate`. */
  lookup?: LookupFunction
}

export interface Fetched {
  /** The address that answered, after redirects. */
  url: string
  status: number
  /** The server answered 304: `body` is empty, what was kept is still good. */
  notModified: boolean
  contentType: string | null
  etag: string | null
  lastModified: string | null
  body: Uint8Array
}

const maxRedirects = 5
const defaultUserAgent = 'Semainier'

/**
 * Reads `url` over http or https, following at most five redirects, each one checked like the first.
 * @throws {HttpError} on anything but a 2xx answer (or a 304 to a conditional request) read whole within the limits.
 */
export async function fetchBytes(url: string, options: FetchOptions): Promise<Fetched> {
  // Loaded at the first reading: most commands read nothing.
  const { Agent, fetch } = await import('undici')
  const lookup = options.lookup ?? (options.allowPrivate ? undefined : publicLookup())
  const dispatcher = new Agent({ connect: { lookup, timeout: options.timeoutMs }, connections: 1 })
  const signal = AbortSignal.timeout(options.timeoutMs)
  let current = url
  try {
    for (let hop = 0; hop <= maxRedirects; hop++) {
      checkAddress(current, options.allowPrivate)
      const response = await fetch(current, {
        dispatcher,
        signal,
        method: options.method ?? 'GET',
        redirect: 'manual',
        headers: requestHeaders(options),
      })
      const location = response.headers.get('location')
      if (![301, 302, 303, 307, 308].includes(response.status) || location === null) {
        return await readAnswer(response, current, options)
      }
      current = redirectTarget(current, location, response.status)
    }
    throw new HttpError({ code: 'redirect', url, detail: `more than ${maxRedirects} redirects` })
  } catch (error) {
    throw httpErrorFrom(error, current, options.timeoutMs)
  } finally {
    await dispatcher.destroy()
  }
}

function requestHeaders(options: FetchOptions): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': options.userAgent ?? defaultUserAgent,
    accept: options.accept ?? '*/*',
    'accept-encoding': 'gzip, deflate, br',
  }
  if (options.etag) headers['if-none-match'] = options.etag
  if (options.lastModified) headers['if-modified-since'] = options.lastModified
  return headers
}

function checkAddress(address: string, allowPrivate: boolean): void {
  const url = URL.parse(address)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
    throw new HttpError({ code: 'bad-address', url: address })
  }
  // net.connect never asks the lookup about a literal, so it is judged here.
  if (!allowPrivate && isAddressLiteral(url.hostname) && !isPublicAddress(withoutBrackets(url.hostname))) {
    throw new HttpError({ code: 'private-address', url: address })
  }
}

function redirectTarget(from: string, location: string, status: number): string {
  const target = URL.parse(location, from)
  if (!target || !['http:', 'https:'].includes(target.protocol)) {
    throw new HttpError({ code: 'redirect', url: from, status, detail: 'to something else than a web page' })
  }
  return target.href
}

async function readAnswer(response: Response, url: string, options: FetchOptions): Promise<Fetched> {
  const { status } = response
  const conditional = Boolean(options.etag || options.lastModified)
  if (status === 304 && conditional) return answerOf(response, url, new Uint8Array())
  if (!response.ok) {
    const answer = await readStart(response)
    throw new HttpError({ code: 'http-status', url, status, answer })
  }
  return answerOf(response, url, await readBody(response, url, options.maxBytes))
}

function answerOf(response: Response, url: string, body: Uint8Array): Fetched {
  return {
    url,
    status: response.status,
    notModified: response.status === 304,
    contentType: response.headers.get('content-type'),
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
    body,
  }
}

/** The stream is already decompressed here, and pulled: a bomb is dropped at the first chunk past the limit. */
async function readBody(response: Response, url: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new HttpError({ code: 'too-large', url, detail: `more than ${maxBytes} bytes` })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function readStart(response: Response): Promise<string> {
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk)
    if (text.length >= 4096) break
  }
  return text.slice(0, 4096)
}
