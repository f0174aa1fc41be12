import type { FeedSettings } from '../domain/settings/feeds.js'
import type { Collected, CollectTools } from './collected.js'
import { collectWordpress } from './wordpress.js'

/**
 * Reads a feed, each format in its own file.
 * @throws {CollectError} when nothing could be read.
 */
export function collectFeed(name: string, settings: FeedSettings, tools: CollectTools): Promise<Collected> {
  switch (settings.format) {
    case 'wordpress':
      return collectWordpress(name, settings, tools)
  }
}
