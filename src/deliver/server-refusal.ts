import type { SmtpError } from './outcome.js'

export type RefusalKind =
  | 'unreachable'
  | 'authentication'
  | 'tls'
  | 'refused'
  /** MAIL FROM is refused: the sender's address is not ours to use there. */
  | 'sender'
  /** The server takes no message as large as this one. */
  | 'size'
  /** The content is refused, again and again. */
  | 'policy'

/** The server cannot be used for this campaign at all: what was in hand stays as it was. */
export class ServerRefusal extends Error {
  override name = 'ServerRefusal'
  constructor(
    readonly kind: RefusalKind,
    readonly code: number | null,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** What a connection that could not be opened means. */
export function refusalOf(error: SmtpError): ServerRefusal {
  const kind =
    error.code === 'EAUTH' || error.code === 'ENOAUTH'
      ? 'authentication'
      : error.code === 'ETLS'
        ? 'tls'
        : error.responseCode
          ? 'refused'
          : 'unreachable'
  return new ServerRefusal(kind, error.responseCode ?? null, error.response ?? error.message, { cause: error })
}
