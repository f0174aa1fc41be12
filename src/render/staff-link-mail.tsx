import type { Texts, TextValues } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { asMail, type StaffMail } from './notices.js'

/** What a link in a mail to staff does: signs in, lets choose a password, makes an account. */
export type StaffLinkKind = 'sign-in' | 'password' | 'invitation'

/** Writes the mail that holds one link for one member of staff. */
export async function staffLinkMail(
  office: OfficeSettings,
  texts: Texts,
  { kind, url }: { kind: StaffLinkKind; url: string },
): Promise<StaffMail> {
  const { StaffLinkMail } = await import('../../templates/email/staff-link.js')
  const t = (key: string, values?: TextValues) => typeset(texts.t(key, values), texts.language)
  return await asMail(
    t(`staffMail.${kind}.subject`, { office: office.shortName }),
    <StaffLinkMail
      language={texts.language}
      office={office.shortName}
      colour={office.colours.main}
      title={t(`staffMail.${kind}.title`)}
      text={t(`staffMail.${kind}.text`, { office: office.shortName })}
      link={{ href: url, label: t(`staffMail.${kind}.button`) }}
      nothing={t(`staffMail.${kind}.nothing`)}
    />,
  )
}
