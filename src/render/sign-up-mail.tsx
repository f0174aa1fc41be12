import type { Texts, TextValues } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { asMail, type StaffMail } from './notices.js'
import { fullDate, hourText } from './dates.js'

/** Writes the mail that asks whoever filled in the form to confirm it, in the language of the form. */
export async function signUpMail(
  office: OfficeSettings,
  texts: Texts,
  parts: { publications: string[]; confirmUrl: string; until: Temporal.ZonedDateTime },
): Promise<StaffMail> {
  const { SignUpMail } = await import('../../templates/email/sign-up.js')
  const t = (key: string, values?: TextValues) => typeset(texts.t(key, values), texts.language)
  const title = t('signUp.mailTitle')
  const hour = hourText(parts.until.toPlainTime().toString({ smallestUnit: 'minute' }), office.hours, texts)
  return await asMail(
    t('signUp.mailSubject', { office: office.shortName }),
    <SignUpMail
      language={texts.language}
      office={office.name}
      colour={office.colours.main}
      title={title}
      ask={t('signUp.mailAsk', { office: office.name })}
      publications={parts.publications}
      confirm={{ href: parts.confirmUrl, label: t('signUp.mailButton') }}
      until={t('signUp.mailUntil', { day: fullDate(parts.until.toPlainDate().toString(), texts), hour })}
      nothing={t('signUp.mailNothing')}
      signature={typeset(`${office.name}, ${office.postalAddress}`, office.language)}
    />,
  )
}
