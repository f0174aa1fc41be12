import { HttpError, type HttpErrorCode } from './http-error.js'
import { PrivateAddressError } from './private-address.js'

const codes: Record<string, HttpErrorCode> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EAI_FAIL: 'unknown-host',
  EAI_NODATA: 'unknown-host',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ECONNRESET: 'interrupted',
  EPIPE: 'interrupted',
  UND_ERR_SOCKET: 'interrupted',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'interrupted',
  Z_DATA_ERROR: 'interrupted',
  Z_BUF_ERROR: 'interrupted',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
}

/** The `HttpError` behind anything that undici, the resolver, TLS or zlib may throw while `url` is read. */
export function httpErrorFrom(error: unknown, url: string, timeoutMs: number): HttpError {
  const chain = causesOf(error)
  const known = chain.find((one) => one instanceof HttpError)
  if (known) return known
  if (chain.some((one) => one instanceof PrivateAddressError)) return new HttpError({ code: 'private-address', url })
  if (chain.some((one) => one.name === 'TimeoutError')) {
    return new HttpError({ code: 'timeout', url, detail: `after ${timeoutMs} ms` }, { cause: error })
  }
  // The Fetch standard refuses the ports of other protocols, such as mail.
  if (chain.some((one) => one.message === 'bad port')) return new HttpError({ code: 'bad-address', url })
  for (const system of chain.map(systemCode)) {
    if (!system) continue
    const code = codes[system] ?? (isTlsCode(system) ? 'tls' : undefined)
    if (code) return new HttpError({ code, url, detail: system }, { cause: error })
  }
  return new HttpError({ code: 'interrupted', url, detail: chain.at(-1)?.message }, { cause: error })
}

/** `error`, what caused it, and the parts of an aggregate ("happy eyeballs" tries several addresses). */
function causesOf(error: unknown): Error[] {
  const chain: Error[] = []
  const queue = [error]
  while (queue.length > 0 && chain.length < 20) {
    const one = queue.shift()
    if (!(one instanceof Error)) continue
    chain.push(one)
    queue.push(one.cause)
    if (one instanceof AggregateError) queue.push(...one.errors)
  }
  return chain
}

function systemCode(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** OpenSSL's and Node's names for certificates that cannot be trusted and for handshakes that fail. */
function isTlsCode(code: string): boolean {
  return /CERT|^ERR_TLS_|^ERR_SSL_|SELF_SIGNED|UNABLE_TO_|^EPROTO$|ISSUER/.test(code)
}
