/** Why an address could not be read. The sentences for people are in templates/texts, under `collect.<code>`. */
export const httpErrorCodes = [
  'bad-address',
  'unknown-host',
  'unreachable',
  'tls',
  'interrupted',
  'timeout',
  'too-large',
  'http-status',
  'private-address',
  'redirect',
  'file-missing',
] as const
export type HttpErrorCode = (typeof httpErrorCodes)[number]

interface HttpErrorData {
  code: HttpErrorCode
  url: string
  /** The status of the answer, for `http-status` and `redirect`. */
  status?: number
  /** Technical words for the log: a system error code, a limit. Never a secret. */
  detail?: string
  /** The first characters of the answer, for `http-status`: some servers say why they refuse. */
  answer?: string
}

/** A reading that failed, with what is needed to tell staff what, where and what to do. */
export class HttpError extends Error {
  readonly code: HttpErrorCode
  readonly url: string
  readonly status: number | null
  readonly detail: string | null
  readonly answer: string | null

  constructor(data: HttpErrorData, options?: ErrorOptions) {
    const url = withoutCredentials(data.url)
    super([data.code, data.status, data.detail, url].filter((part) => part !== undefined).join(' '), options)
    this.name = 'HttpError'
    this.code = data.code
    this.url = url
    this.status = data.status ?? null
    this.detail = data.detail ?? null
    this.answer = data.answer ?? null
  }
}

/** `address` without "user:password@", so that it can be logged and shown. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([a-z+]+:\/\/)[^/?#]*@/i, '$1')
}
