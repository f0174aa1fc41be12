import { generateKeyPairSync } from 'node:crypto'
import type { DkimKey } from '../../../src/domain/settings/sending.js'

export interface TestKeys {
  keys: DkimKey[]
  /** The DNS records of the public keys, by name. */
  records: Map<string, string>
  /** Answers as DNS would, for mailauth. */
  resolver(name: string, type: string): Promise<string[][]>
}

/** An RSA key of 2048 bits and an Ed25519 key for a domain, made anew, with the records that a DNS zone would hold. */
export function makeDkimKeys(domain: string): TestKeys {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ed = generateKeyPairSync('ed25519')
  const pem = (key: typeof rsa.privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const rsaPublic = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  // RFC 8463, 3.1: the 32 bytes of the key alone, which end its SubjectPublicKeyInfo.
  const edPublic = ed.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
  const records = new Map([
    [`rsa2026._domainkey.${domain}`, `v=DKIM1; k=rsa; p=${rsaPublic}`],
    [`ed2026._domainkey.${domain}`, `v=DKIM1; k=ed25519; p=${edPublic}`],
  ])
  return {
    keys: [
      { domain, selector: 'rsa2026', privateKey: pem(rsa.privateKey) },
      { domain, selector: 'ed2026', privateKey: pem(ed.privateKey) },
    ],
    records,
    async resolver(name, type) {
      const record = records.get(name)
      if (type === 'TXT' && record) return [[record]]
      throw Object.assign(new Error(`no ${type} of ${name}`), { code: 'ENOTFOUND' })
    },
  }
}
