import type { BounceReason } from '../../domain/index.js'

/** The meaning of enhanced status codes (RFC 3463, RFC 5248, RFC 7372, RFC 7505). */
const meanings: readonly (readonly [RegExp, BounceReason])[] = [
  [/^[45]\.1\.(?:[136]|10|351)$/, 'mailbox-unknown'],
  [/^[45]\.1\.2$/, 'domain-unknown'],
  [/^[45]\.1\.[78]$/, 'policy'],
  [/^[45]\.2\.1$/, 'mailbox-disabled'],
  [/^[45]\.2\.2$/, 'mailbox-full'],
  [/^[45]\.2\.3$|^[45]\.3\.4$/, 'size'],
  [/^[45]\.3\.[0-9]+$/, 'system'],
  [/^5\.4\.4$|^5\.1\.2$/, 'domain-unknown'],
  [/^[45]\.4\.[17]$/, 'expired'],
  [/^[45]\.4\.\d+$/, 'network'],
  [/^[45]\.7\.(?:8|9|2\d)$/, 'authentication'],
  [/^[45]\.7\.\d+$/, 'policy'],
]

/** What an enhanced status says by itself, or null for one that says nothing. */
export function reasonOfStatus(status: string | null): BounceReason | null {
  return status ? (meanings.find(([pattern]) => pattern.test(status))?.[1] ?? null) : null
}
