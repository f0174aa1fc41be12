import { domainOf } from '../domain/index.js'

/** `retours@office.example` and a tag: `retours+tag@office.example` (VERP over RFC 5233 subaddresses). */
export function taggedAddress(address: string, tag: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`
}

/** The tags that addresses carry, among those of one mailbox. */
export function tagsOf(address: string, found: readonly string[]): string[] {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase()
  const domain = domainOf(address.toLowerCase())
  return found.flatMap((one) => {
    const key = one.toLowerCase()
    const tag =
      key.startsWith(`${local}+`) && domainOf(key) === domain ? key.slice(local.length + 1, key.lastIndexOf('@')) : ''
    return tag === '' ? [] : [tag]
  })
}
