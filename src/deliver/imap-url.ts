import { withoutBrackets } from '../base/private-address.js'

export interface ImapSettings {
  host: string
  port: number
  /** TLS from the first byte (imaps:). Otherwise STARTTLS when offered, and only on a private network. */
  secure: boolean
  user: string
  password: string
  folder: string
}

/**
 * Reads `imaps://user:password@host:port/folder`; the folder is INBOX by default.
 * @throws TypeError when it is not such an address; the message never repeats it, since it holds a password.
 */
export function parseImapUrl(text: string): ImapSettings {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new TypeError('IMAP_URL is not an address such as imaps://user:password@mail.example.org/INBOX')
  }
  const secure = url.protocol === 'imaps:'
  if (!secure && url.protocol !== 'imap:') throw new TypeError('IMAP_URL must begin with imaps:// or imap://')
  return {
    host: withoutBrackets(url.hostname),
    port: url.port ? Number(url.port) : secure ? 993 : 143,
    secure,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
  }
}
