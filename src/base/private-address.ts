import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Raised inside a lookup when a host has no public address; `HttpError` code `private-address`. */
export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`${host} has no public address`)
    this.name = 'PrivateAddressError'
  }
}

const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/**
 * True for an address of the public internet (IANA special-purpose registries, RFC 6890): neither loopback, private,
 * link-local, shared (CGNAT), unique local, multicast, reserved, nor a tunnel that hides an IPv4 address in an IPv6 one.
 * The well-known NAT64 prefix (RFC 6052) is judged by the IPv4 address it carries.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv6 && parsed.match(nat64)) {
    return new ipaddr.IPv4(parsed.toByteArray().slice(12)).range() === 'unicast'
  }
  return parsed.range() === 'unicast'
}

/** True when the host of a URL is written as an IP address; `URL` has already normalised octal, hex and short forms. */
export function isAddressLiteral(hostname: string): boolean {
  return ipaddr.isValid(withoutBrackets(hostname))
}

export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

type Resolve = (host: string, options: LookupOptions & { all: true }, done: ResolveCallback) => void
type ResolveCallback = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void

/**
 * A lookup for `net.connect` that gives public addresses only. It runs at connection time, on the very addresses that
 * are then connected to, so a name that resolves differently the second time (DNS rebinding) gains nothing.
 */
export function publicLookup(resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const open = found.filter((one) => isPublicAddress(one.address))
      const first = open[0]
      if (!first) return callback(new PrivateAddressError(hostname), [])
      if (options.all) return callback(null, open)
      callback(null, first.address, first.family)
    })
  }
}
