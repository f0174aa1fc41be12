import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SettingsProblem } from '../base/settings-error.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import type { DkimKey } from '../domain/settings/sending.js'

function readKey(file: string): string {
  const privateKey = readFileSync(file, 'utf8')
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(privateKey)
  const fits =
    asymmetricKeyType === 'ed25519' ||
    (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 1024)
  if (!fits) throw new Error(`a key of type ${asymmetricKeyType}`)
  return privateKey
}

/** Reads the keys that office.yaml names, from its folder; a problem for each that cannot sign, never with its content. */
export function readDkimKeys(
  folder: string,
  { sender, sending }: OfficeSettings,
): { keys: DkimKey[]; problems: SettingsProblem[] } {
  const keys: DkimKey[] = []
  const problems: SettingsProblem[] = []
  for (const [index, { selector, key, domain }] of sending.dkim.entries()) {
    try {
      keys.push({
        selector,
        domain: domain ?? sender.address.slice(sender.address.lastIndexOf('@') + 1),
        privateKey: readKey(resolve(folder, key)),
      })
    } catch {
      problems.push({
        file: 'office.yaml',
        line: null,
        column: null,
        key: `sending.dkim.${index}.key`,
        message: `« ${key} » manque ou n’est pas une clé privée RSA (1024 bits au moins) ou Ed25519 au format PEM`,
      })
    }
  }
  return { keys, problems }
}
