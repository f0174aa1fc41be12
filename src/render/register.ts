import { loadTexts } from '../base/texts.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import type { PublicationSettings } from '../domain/settings/publications.js'
import { fullDate } from './dates.js'
import { withFonts } from './fonts.js'
import { paletteOf } from './palette.js'
import { fillTemplate } from './templates.js'

export interface RegisterInput {
  office: OfficeSettings
  publications: Record<string, PublicationSettings>
  language: 'fr' | 'en'
  /** ISO date of making. */
  today: string
}

/**
 * The office's entry in its record of processing activities (GDPR art. 30.1), as a page that stands alone and prints on
 * A4: what the settings say, and what the program does by itself.
 */
export function renderRegister({ office, publications, language, today }: RegisterInput): string {
  const texts = loadTexts(language)
  const scope = {
    language: texts.language,
    office: { ...office, phone: office.phone ?? null },
    officer: office.privacy.officer ?? null,
    hosts: office.privacy.hosts,
    publications: Object.values(publications).map((one) => one.title),
    retention: office.retention,
    signed: office.sending.dkim.length > 0,
    staff: office.staff.length,
    date: fullDate(today, texts),
    palette: paletteOf(office),
  }
  return withFonts(fillTemplate('print/register.html', scope, texts))
}
