import type { ReactNode } from 'react'
import type { Context } from 'hono'
import type { Desk, DeskEnv } from '../desk.js'
import { type Place, screen } from '../screen.js'

/** What was typed in a form and what is wrong with it, by field. */
export interface Filled {
  typed: Readonly<Record<string, string>>
  faults: Readonly<Record<string, string>>
}

interface FieldProps {
  name: string
  label: string
  filled: Filled
  hint?: string
  type?: string
  required?: boolean
  list?: string
  inputMode?: 'decimal' | 'numeric' | 'tel' | 'email' | 'url'
}

/** One line of text, with what is wrong with it beneath. */
export function TextField({ name, label, filled, hint, type = 'text', ...more }: FieldProps) {
  const fault = filled.faults[name]
  const beneath = fault ?? hint
  return (
    <label>
      {label}
      <input
        type={type}
        name={name}
        defaultValue={filled.typed[name] ?? ''}
        maxLength={500}
        aria-invalid={fault ? true : undefined}
        aria-describedby={beneath ? `${name}-aide` : undefined}
        {...more}
      />
      {beneath && <small id={`${name}-aide`}>{beneath}</small>}
    </label>
  )
}

interface ChoiceProps {
  name: string
  label: string
  value: string
  options: readonly (readonly [value: string, words: string])[]
  hint?: string
}

export function Choice({ name, label, value, options, hint }: ChoiceProps) {
  return (
    <label>
      {label}
      <select name={name} defaultValue={value} aria-describedby={hint ? `${name}-aide` : undefined}>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
      {hint && <small id={`${name}-aide`}>{hint}</small>}
    </label>
  )
}

/** Says at the top of a form that it was not taken. */
export function Faults({ desk: { t }, filled }: { desk: Desk; filled: Filled }) {
  const faults = Object.values(filled.faults)
  if (faults.length === 0) return null
  return (
    <p role="alert" className="refused">
      {t('partnerDesk.faults', { count: faults.length })}
      {filled.faults[''] && ` ${filled.faults['']}`}
    </p>
  )
}

interface Stale {
  title: string
  place?: Place
  action: string
  back: string
  /** What the row is now: to be handed back by whoever keeps their own. */
  version: string
  typed: Readonly<Record<string, unknown>>
  lines: readonly { label: string; mine: string; theirs: string }[]
}

/** Somebody else has changed the same thing meanwhile: both are shown, and nothing is lost. */
export function staleScreen(
  c: Context<DeskEnv>,
  { title, place = 'partners', action, back, version, typed, lines }: Stale,
) {
  const { t } = c.get('desk')
  const different = lines.filter((line) => line.mine !== line.theirs)
  return screen(c, {
    title: t('partnerDesk.staleTitle'),
    place,
    styles: ['partners-desk.css'],
    back: { href: back, label: title },
    status: 409,
    children: (
      <>
        <p role="alert">{t('partnerDesk.stale')}</p>
        <div className="table-frame" tabIndex={0} role="region" aria-label={t('partnerDesk.staleTitle')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('partnerDesk.staleWhat')}</th>
                <th scope="col">{t('partnerDesk.staleMine')}</th>
                <th scope="col">{t('partnerDesk.staleTheirs')}</th>
              </tr>
            </thead>
            <tbody>
              {different.map(({ label, mine, theirs }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{mine || '–'}</td>
                  <td>{theirs || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <form method="post" action={action} className="doors">
          {Object.entries({ ...typed, version }).flatMap(([name, value]) =>
            [value]
              .flat()
              .map((one) => <input key={`${name} ${String(one)}`} type="hidden" name={name} value={String(one)} />),
          )}
          <button type="submit">{t('partnerDesk.keepMine')}</button>
          <a href={back} role="button" className="secondary">
            {t('partnerDesk.keepTheirs')}
          </a>
        </form>
      </>
    ),
  })
}

/** A list of what is known: a word and its value, what is not known left out. */
export function Facts({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
