import { weekdays } from '../../../domain/settings/publication-parts.js'
import type { SettingChange } from '../../../settings/change.js'
import type { Desk } from '../desk.js'

/** What a form sent, or nothing yet. */
export type Fields = Record<string, string>

export interface FormProps {
  desk: Desk
  hash: string
  /** What was written and refused, to be written better. */
  fields: Fields
}

/** The number in a field, written with a comma or a point; what is none is refused where settings are checked. */
export const numberIn = (fields: Fields, name: string) => Number((fields[name] || 'x').replace(',', '.'))

/** The days of the week by their names; 1 January 2024 was a Monday. */
export const weekdayOptions = ({ texts }: Desk) =>
  weekdays.map((value, index) => ({
    value,
    label: new Temporal.PlainDate(2024, 1, 1 + index).toLocaleString(texts.language, { weekday: 'long' }),
  }))

interface ChoiceProps {
  name: string
  label: string
  options: readonly { value: string; label: string }[]
  value: string
}

export const Choice = ({ name, label, options, value }: ChoiceProps) => (
  <select name={name} aria-label={label} defaultValue={value}>
    {options.map((one) => (
      <option key={one.value} value={one.value}>
        {one.label}
      </option>
    ))}
  </select>
)

/** A time of the day. */
export const TimeField = ({
  name,
  label,
  value,
  fields,
}: {
  name: string
  label: string
  value: string
  fields: Fields
}) => <input type="time" required name={name} defaultValue={fields[name] ?? value} aria-label={label} />

/** A number between two others, in a label of the caller's. */
export function NumberField({
  name,
  value,
  range: [min, max],
  step,
  label,
  fields,
}: {
  name: string
  value: number
  range: [number, number]
  step?: 'any'
  label?: string
  fields: Fields
}) {
  return (
    <input
      type="number"
      name={name}
      min={min}
      max={max}
      step={step}
      required
      defaultValue={fields[name] ?? value}
      aria-label={label}
    />
  )
}

/** What becomes of an issue that nobody approved, and how late one may still leave. */
export function LatenessFields({
  send,
  fields,
  label,
}: {
  send: { unapproved: boolean; graceHours: number }
  fields: Fields
  label(key: string): string
}) {
  const asked = Object.keys(fields).length > 0
  return (
    <>
      <label>
        <input
          type="checkbox"
          name="send.unapproved"
          value="oui"
          defaultChecked={asked ? fields['send.unapproved'] === 'oui' : send.unapproved}
        />{' '}
        {label('send_unapproved')}
      </label>
      <label>
        {label('send_graceHours')}
        <NumberField name="send.graceHours" value={send.graceHours} range={[0, 48]} step="any" fields={fields} />
      </label>
    </>
  )
}

/** What those fields say of the settings of a publication that stand at `path`. */
export const latenessChanges = (path: readonly string[], fields: Fields): SettingChange[] => [
  { path: [...path, 'send', 'unapproved'], value: fields['send.unapproved'] === 'oui' },
  { path: [...path, 'send', 'graceHours'], value: numberIn(fields, 'send.graceHours') },
]
