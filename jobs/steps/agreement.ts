import { createHash } from 'node:crypto'
import type { AgreedText } from '../../src/domain/index.js'

/**
 * The words that a person agrees to, as they stand on the screen. Their version is a fingerprint of the words
 * themselves, so that nobody has to remember to count it up.
 */
export function agreedText(text: string): AgreedText {
  return { text, version: createHash('sha256').update(text).digest('hex').slice(0, 12) }
}
