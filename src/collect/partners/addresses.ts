import { domainToASCII } from 'node:url'
import { z } from 'zod'
import { remembered } from '../../base/remembered.js'

export interface CellAddresses {
  addresses: string[]
  refused: { value: string; why: string }[]
}

const address = z.email()
/** What most cells hold, and nothing need be done to: one address, in small letters. */
const plainAddress =
  /^(?=.{1,64}@.{1,189}$)(?!.*@.*xn--)[a-z\d_+-]+(?:\.[a-z\d_+-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/
const asciiDomain = remembered((domain) => domainToASCII(domain.toLowerCase()))

/**
 * The addresses of one cell, each once: several may stand in it, between `;`, `,`, `/`, spaces or line ends, with names
 * ("Accueil <a@b.fr>") or as links ("mailto:a@b.fr"). Words without "@" beside an address are dropped.
 */
export function addressesIn(cell: string): CellAddresses {
  if (plainAddress.test(cell)) return { addresses: [cell], refused: [] }
  const words = cell
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/mailto:/gi, '')
    .split(/[;,/|<>\s()[\]"]+/)
    .filter(Boolean)
  const withSign = words.filter((word) => word.includes('@'))
  const result: CellAddresses = { addresses: [], refused: [] }
  if (withSign.length === 0 && /[\p{L}\d]/u.test(cell)) result.refused.push({ value: cell, why: whyNot(cell) })
  for (const word of withSign) {
    const normal = normalAddress(word)
    if (normal === null) result.refused.push({ value: word, why: whyNot(word) })
    else if (!result.addresses.includes(normal)) result.addresses.push(normal)
  }
  return result
}

/** `written` as mail servers take it (the domain in ASCII, RFC 5891); null when it is no address. */
export function normalAddress(written: string): string | null {
  const trimmed = written.normalize('NFC').replace(/^[.:'’]+|[.:'’]+$/g, '')
  const at = trimmed.lastIndexOf('@')
  const domain = asciiDomain(trimmed.slice(at + 1))
  const result = address.safeParse(`${trimmed.slice(0, at)}@${domain}`)
  return result.success && trimmed.length <= 254 && at <= 64 ? result.data : null
}

function whyNot(written: string): string {
  const parts = written.split('@')
  if (parts.length < 2) return 'Ce n’est pas une adresse e-mail\u00a0: il y manque « @ ».'
  if (parts.length > 2) return 'Ce n’est pas une adresse e-mail\u00a0: « @ » y figure deux fois.'
  const [local = '', domain = ''] = parts
  if (!local) return 'Il manque le début de l’adresse, avant « @ ».'
  if (!domain.includes('.')) return 'Il manque la fin de l’adresse, comme « .fr ».'
  if (/[^\p{ASCII}]/u.test(local)) return 'Il y a un accent ou un signe interdit avant « @ ».'
  return 'Cette adresse e-mail est mal écrite.'
}
