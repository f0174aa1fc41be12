import {
  type ConditionName,
  conditionNames,
  conditions,
  editionName,
  groupWords,
  organisationKinds,
} from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { kindWord, languageWord, publicationTitle, type recentChoices } from '../partners/words.js'
import { deepest, type DraftCondition, type DraftGroup, editionChoice, isGroup } from './draft.js'

interface Place {
  desk: Desk
  choices: Awaited<ReturnType<typeof recentChoices>>
  /** The place in the form: "r.0.1". */
  path: string
  depth: number
  /** Somebody wanted it saved, or looked whom it names: what is missing is told only then. */
  tried: boolean
}

/** A group and all that is in it, as fields. Its buttons send the form, which comes back with what they ask. */
export function GroupFields({ group, ...place }: Place & { group: DraftGroup }) {
  const { desk, path, depth } = place
  const { t } = desk
  const offered = conditionNames.filter((name) => canBeChosen(name, place))
  return (
    <fieldset className="group">
      <legend>{t(depth === 1 ? 'segmentDesk.rule' : 'segmentDesk.group')}</legend>
      <div className="group-head">
        <select name={path} defaultValue={group.word} aria-label={t('segmentDesk.word')}>
          {groupWords.map((word) => (
            <option key={word} value={word}>
              {t(`segmentDesk.words.${word}`)}
            </option>
          ))}
        </select>
        {depth > 1 && <Remove desk={desk} path={path} what={t('segmentDesk.group')} />}
      </div>
      {group.parts.length === 0 && <p className="quiet">{t('segmentDesk.empty')}</p>}
      <ol>
        {group.parts.map((part, index) => {
          const inner = { ...place, path: `${path}.${index}`, depth: depth + 1 }
          return (
            <li key={inner.path}>
              <input type="hidden" name={`${inner.path}.is`} value={isGroup(part) ? 'group' : part.name} />
              {isGroup(part) ? (
                <GroupFields {...inner} group={part} />
              ) : (
                <ConditionFields {...inner} condition={part} />
              )}
            </li>
          )
        })}
      </ol>
      <div className="group-foot">
        <select name={`${path}.new`} aria-label={t('segmentDesk.choose')} defaultValue="kind">
          {offered.map((name) => (
            <option key={name} value={name}>
              {t(`segmentDesk.condition.${name}`)}
            </option>
          ))}
        </select>
        <button type="submit" name="do" value={`add:${path}`} className="secondary" formNoValidate>
          {t('segmentDesk.add')}
        </button>
        {depth < deepest && (
          <button type="submit" name="do" value={`group:${path}`} className="secondary outline" formNoValidate>
            {t('segmentDesk.addGroup')}
          </button>
        )}
      </div>
    </fieldset>
  )
}

function Remove({ desk: { t }, path, what }: { desk: Desk; path: string; what: string }) {
  return (
    <button
      type="submit"
      name="do"
      value={`remove:${path}`}
      className="plain remove"
      aria-label={t('segmentDesk.removeOne', { what })}
      formNoValidate
    >
      {t('segmentDesk.remove')}
    </button>
  )
}

function ConditionFields({ condition, ...place }: Place & { condition: DraftCondition }) {
  const { desk, path } = place
  const { t } = desk
  const { name, value } = condition
  return (
    <fieldset className="condition">
      <legend>{t(`segmentDesk.condition.${name}`)}</legend>
      <Value {...place} name={name} value={value} />
      {place.tried && !conditions[name].safeParse(value).success && (
        <small className="fault">{t('segmentDesk.incomplete')}</small>
      )}
      <Remove desk={desk} path={path} what={t(`segmentDesk.condition.${name}`)} />
    </fieldset>
  )
}

function Value({ name, value, ...place }: Place & { name: ConditionName; value: unknown }) {
  const { desk, path } = place
  if (name === 'poster' || name === 'bounced' || name === 'suppressed')
    return [true, false].map((one) => (
      <label key={String(one)} className="choice">
        <input type="radio" name={`${path}.v`} value={String(one)} defaultChecked={value === one} />
        {desk.t(`segmentDesk.${name}.${one}`)}
      </label>
    ))
  if (name === 'entered') return <Days {...place} words="entered" value={value as Record<string, string> | undefined} />
  if (name === 'took' || name === 'outdated') return <EditionChoice {...place} name={name} value={value} />
  if (name === 'ordered') return <Ordered {...place} value={value as Record<string, string> | undefined} />
  if (name === 'within') return <Within {...place} value={value} />
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <div className="choices">
      {[...new Set([...optionsOf(name, place), ...chosen])].map((one) => (
        <label key={one} className="choice">
          <input type="checkbox" name={`${path}.v`} value={one} defaultChecked={chosen.includes(one)} />
          {wordOf(name, one, desk)}
        </label>
      ))}
    </div>
  )
}

const languages = ['fr', 'en', 'es', 'de', 'it', 'nl', 'pt', 'ca', 'oc']

function optionsOf(name: ConditionName, { desk, choices }: Place): readonly string[] {
  if (name === 'kind') return [...organisationKinds, ...choices.kinds]
  if (name === 'commune') return choices.communes
  if (name === 'label') return choices.labels
  if (name === 'staff') return choices.staff
  if (name === 'subscribed' || name === 'notSubscribed') return Object.keys(desk.context.publications)
  return name === 'spoken' ? [...languages, ...choices.spoken] : languages
}

const listed = new Set<ConditionName>(['kind', 'commune', 'label', 'staff', 'subscribed', 'notSubscribed'])

/** Whether there is anything to choose from: a condition without a choice would lead nowhere. */
function canBeChosen(name: ConditionName, place: Place): boolean {
  if (name === 'took' || name === 'outdated') return place.choices.editions.length > 0
  return !listed.has(name) || optionsOf(name, place).length > 0
}

function wordOf(name: ConditionName, value: string, desk: Desk): string {
  if (name === 'kind') return kindWord(desk, value)
  if (name === 'spoken' || name === 'language') return languageWord(desk, value)
  return name === 'subscribed' || name === 'notSubscribed' ? publicationTitle(desk, value) : value
}

interface DaysProps extends Place {
  words: 'entered' | 'ordered'
  value: Record<string, string> | undefined
}

function Days({ desk: { t }, path, words, value }: DaysProps) {
  return (
    <div className="fields">
      {(['since', 'before'] as const).map((end) => (
        <label key={end}>
          {t(`segmentDesk.${words}.${end}`)}
          <input type="date" name={`${path}.${end}`} defaultValue={value?.[end] ?? ''} />
        </label>
      ))}
    </div>
  )
}

function Ordered({ value, ...place }: Place & { value: Record<string, unknown> | undefined }) {
  const { desk, path } = place
  return (
    <>
      <Days {...place} words="ordered" value={value as Record<string, string> | undefined} />
      <label className="choice">
        <input type="checkbox" name={`${path}.never`} value="true" defaultChecked={value?.['never'] === true} />
        {desk.t('segmentDesk.ordered.never')}
      </label>
    </>
  )
}

interface EditionChoiceProps extends Place {
  name: 'took' | 'outdated'
  value: unknown
}

function EditionChoice({ desk: { t }, choices, path, name, value }: EditionChoiceProps) {
  const read = conditions[name].safeParse(value)
  const chosen = read.success ? [read.data] : []
  const offered = new Map([...choices.editions, ...chosen].map((one) => [editionChoice(one), editionName(one)]))
  return (
    <label>
      {t('segmentDesk.edition')}
      <select name={`${path}.v`} defaultValue={read.success ? editionChoice(read.data) : ''}>
        <option value="">–</option>
        {[...offered].map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

function Within({ desk: { t }, choices, path, value }: Place & { value: unknown }) {
  const { km, of, orUnplaced } = (value ?? {}) as { km?: number; of?: Record<string, unknown>; orUnplaced?: boolean }
  const text = (key: string) => (of?.[key] === undefined || Number.isNaN(of[key]) ? '' : String(of[key]))
  const organisation = text('organisation')
  const commune = organisation ? '' : text('commune')
  return (
    <div className="fields">
      <label>
        {t('segmentDesk.within.km')}
        <input inputMode="decimal" name={`${path}.km`} defaultValue={km && Number.isFinite(km) ? String(km) : ''} />
      </label>
      <label>
        {t('segmentDesk.within.commune')}
        <select name={`${path}.commune`} defaultValue={commune}>
          <option value="">–</option>
          {[...new Set([...choices.communes, ...(commune ? [commune] : [])])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        {t('segmentDesk.within.organisation')}
        <input name={`${path}.organisation`} defaultValue={organisation} />
      </label>
      {organisation && <input type="hidden" name={`${path}.of`} value={text('commune')} />}
      {(['latitude', 'longitude'] as const).map((one) => (
        <input key={one} type="hidden" name={`${path}.${one}`} value={text(one)} />
      ))}
      <label className="choice">
        <input type="checkbox" name={`${path}.unplaced`} value="true" defaultChecked={orUnplaced ?? false} />
        {t('segmentDesk.within.unplaced')}
      </label>
    </div>
  )
}
