/** Where an issue's other forms are found, as absolute URLs. */
export interface IssueLinks {
  archive: string
  poster: string
  booklet: string
  calendar: string
}

/** `url` when it is one that a reader may safely follow (http, https, mailto), else null. */
export function followable(url: string | null): string | null {
  if (!url) return null
  const parsed = URL.parse(url.trim())
  return parsed && ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? parsed.href : null
}

/** A web address as it is printed: without scheme, "www." or final slash. */
export function printedAddress(url: string): string {
  return url.replace(/^(?:https?:\/\/(?:www\.)?|mailto:)/, '').replace(/\/$/, '')
}

/** A "tel:" target for a French or international number. */
export function dialled(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '')
  return `tel:${digits.startsWith('0') ? `+33${digits.slice(1)}` : digits}`
}
