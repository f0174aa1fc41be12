import { readFileFeed } from '../base/file-address.js'
import { fetchBytes, type Fetched } from '../base/http.js'
import type { FeedSettings } from '../domain/settings/feeds.js'
import type { CollectTools, KeptAnswer, RawCopy } from './collected.js'

export interface Answer {
  body: Uint8Array
  contentType: string | null
  /** The body is the kept one, read again. */
  kept: boolean
  raw: RawCopy
}

/**
 * Asks `url` for its content, conditionally when `remembered`.
 * @throws {HttpError}
 */
export async function ask(
  url: string,
  settings: FeedSettings,
  tools: CollectTools,
  request: { accept: string; remembered: boolean },
): Promise<Answer> {
  const maxBytes = settings.maxMegabytes * 1_000_000
  const fetchedAt = tools.now().toString()
  if (url.startsWith('file:')) return fresh(url, fetchedAt, await readFileFeed(url, { maxBytes }))
  const kept = request.remembered ? await tools.memory.get(url) : null
  const fetched = await fetchBytes(url, {
    timeoutMs: settings.timeoutSeconds * 1000,
    maxBytes,
    allowPrivate: settings.allowPrivate,
    accept: request.accept,
    etag: kept?.etag,
    lastModified: kept?.lastModified,
  })
  if (fetched.notModified && kept) return again(url, fetchedAt, fetched, kept)
  return fresh(url, fetchedAt, fetched)
}

function fresh(url: string, fetchedAt: string, fetched: Fetched): Answer {
  const { status, contentType, etag, lastModified, body } = fetched
  return { body, contentType, kept: false, raw: { url, status, contentType, etag, lastModified, body, fetchedAt } }
}

function again(url: string, fetchedAt: string, fetched: Fetched, kept: KeptAnswer): Answer {
  const { etag, lastModified, contentType, body } = kept
  const raw = { url, status: fetched.status, contentType, etag, lastModified, body: null, fetchedAt }
  return { body, contentType, kept: true, raw }
}
