import { freezeReader } from '../src/address/freeze-audience.js'
import { newId } from '../src/base/ids.js'
import { loadTexts } from '../src/base/texts.js'
import { emailKey, tokenPlaceholder } from '../src/domain/index.js'
import { type StaffLinkKind, staffLinkMail } from '../src/render/staff-link-mail.js'
import type { JobContext } from './steps/context.js'
import { queueMail } from './steps/queue-campaign.js'

export interface StaffLink {
  kind: StaffLinkKind
  to: { email: string; name?: string; language?: string }
  /** The secret at the link's end. */
  token: string
}

const pathOf: Record<StaffLinkKind, string> = {
  'sign-in': '/console/connexion/lien/',
  password: '/console/mot-de-passe/',
  invitation: '/console/invitation/',
}

/** Writes a mail with a link that signs in, changes a password or makes an account into the ledger, from where it leaves. */
export async function sendStaffLink(context: JobContext, { kind, to, token }: StaffLink): Promise<void> {
  const { office, publicUrl } = context
  const language = to.language ?? office.language
  const mail = await staffLinkMail(office, loadTexts(language), { kind, url: `${publicUrl}${pathOf[kind]}${token}` })
  const reader = freezeReader({
    id: `access-${emailKey(to.email)}`,
    email: to.email,
    name: to.name ?? null,
    language,
    token: tokenPlaceholder,
  })
  const about = { key: `access/${newId()}`, kind: 'access', language } as const
  await context.store.transaction((rows) => queueMail(context, rows, about, mail, reader))
  context.wake()
}
