export interface SmtpSettings {
  host: string
  port: number
  /** TLS from the first byte (smtps:); otherwise STARTTLS when offered. */
  secure: boolean
  user: string | null
  password: string | null
  /** How long the server may stay silent. RFC 5321, 4.5.3.2.6, asks for ten minutes after the final dot. */
  timeoutMs: number
}

/**
 * Reads `smtp://user:password@host:port` or `smtps://…`.
 * @throws TypeError when it is not such an address; the message never repeats it, since it may hold a password.
 */
export function parseSmtpUrl(text: string): SmtpSettings {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new TypeError('SMTP_URL is not an address such as smtp://user:password@mail.example.org:587')
  }
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    throw new TypeError('SMTP_URL must begin with smtp:// or smtps://')
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    user: url.username ? decodeURIComponent(url.username) : null,
    password: url.password ? decodeURIComponent(url.password) : null,
    timeoutMs: 10 * 60_000,
  }
}
