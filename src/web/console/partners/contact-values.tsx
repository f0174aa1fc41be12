import { normalAddress } from '../../../collect/partners/addresses.js'
import { type Ground, papersChoices } from '../../../domain/index.js'
import type { ContactValues } from '../../../store/organisations/change.js'
import type { ContactCard } from '../../../store/organisations/look.js'
import { ticked, typed } from '../../public-page.js'
import type { Desk } from '../desk.js'
import { Choice, type Filled, TextField } from './form.js'
import { languageWord, publicationTitle } from './words.js'

/** Languages in which an office writes, and those that visitors' hosts speak. */
const languages = ['fr', 'en', 'es', 'de', 'it', 'nl', 'pt', 'ca', 'oc']

export const grounds = ['partner', 'asked', 'professional-interest'] as const satisfies readonly Ground[]

export const emptyContact = ({ context }: Desk): Filled => ({
  typed: { language: context.office.language, papers: 'attached' },
  faults: {},
})

export const filledContact = ({ name, role, email, language, papers }: ContactCard): Filled => ({
  typed: { contactName: name ?? '', role: role ?? '', email, language, papers },
  faults: {},
})

/** Reads the form of a contact; faults by field. */
export function contactFrom({ t, context }: Desk, form: Record<string, unknown>): Filled & { values: ContactValues } {
  const written = {
    contactName: typed(form, 'contactName'),
    role: typed(form, 'role'),
    email: typed(form, 'email', 254),
    language: typed(form, 'language', 2),
    papers: typed(form, 'papers'),
  }
  const email = normalAddress(written.email)
  const values: ContactValues = {
    name: written.contactName || null,
    role: written.role || null,
    email: email ?? written.email,
    language: /^[a-z]{2}$/.test(written.language) ? written.language : context.office.language,
    papers: papersChoices.find((one) => one === written.papers) ?? 'attached',
  }
  return { typed: written, faults: email ? {} : { email: t('partnerDesk.fault.email') }, values }
}

/** Reads which publications a new contact is to receive, and on which ground that stands. */
export function groundFrom(
  { t, context }: Desk,
  form: Record<string, unknown>,
): Filled & { ground: Ground; publications: string[] } {
  const publications = ticked(form, 'publication', Object.keys(context.publications))
  const ground = grounds.find((one) => one === form['ground'])
  const faults: Record<string, string> =
    publications.length > 0 && !ground ? { ground: t('partnerDesk.fault.ground') } : {}
  const written = { ground: ground ?? '', publications: publications.join(' ') }
  return { typed: written, faults, publications, ground: ground ?? 'partner' }
}

export function ContactFields({ desk, filled, isNew = false }: { desk: Desk; filled: Filled; isNew?: boolean }) {
  const { t } = desk
  const language = filled.typed['language'] ?? 'fr'
  return (
    <>
      <TextField name="contactName" label={t('partnerDesk.contactName')} filled={filled} />
      <TextField name="role" label={t('partnerColumn.role')} filled={filled} />
      <TextField
        name="email"
        label={t('partnerColumn.email')}
        filled={filled}
        type="email"
        {...(isNew ? {} : { required: true })}
      />
      <Choice
        name="language"
        label={t('partnerDesk.column.language')}
        value={language}
        options={[...new Set([...languages, language])].map((code) => [code, languageWord(desk, code)])}
      />
      <Choice
        name="papers"
        label={t('partnerDesk.column.papers')}
        value={filled.typed['papers'] ?? 'attached'}
        options={papersChoices.map((one) => [one, t(`partnerDesk.papers.${one}`)])}
      />
    </>
  )
}

/** What a new contact receives, and where the right to write comes from: asked each time, never assumed. */
export function GroundFields({ desk, filled }: { desk: Desk; filled: Filled }) {
  const { t, context } = desk
  const chosen = (filled.typed['publications'] ?? '').split(' ')
  const fault = filled.faults['ground']
  return (
    <>
      <fieldset>
        <legend>{t('partnerDesk.receives')}</legend>
        {Object.keys(context.publications).map((name) => (
          <label key={name}>
            <input type="checkbox" name="publication" value={name} defaultChecked={chosen.includes(name)} />
            {publicationTitle(desk, name)}
          </label>
        ))}
      </fieldset>
      <fieldset aria-describedby={fault ? 'ground-aide' : undefined}>
        <legend>{t('partnerDesk.ground')}</legend>
        {fault && (
          <small id="ground-aide" className="fault">
            {fault}
          </small>
        )}
        {grounds.map((ground) => (
          <label key={ground}>
            <input type="radio" name="ground" value={ground} defaultChecked={filled.typed['ground'] === ground} />
            {t(`partnerDesk.grounds.${ground}`)}
          </label>
        ))}
      </fieldset>
    </>
  )
}
