import { renderToStaticMarkup } from 'react-dom/server'
import { typeset } from '../../../base/typography.js'
import type { CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import type { EventLine } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { ActButton, ActsForm, CorrectLink } from './acts.js'
import { ConflictQuestion } from './conflict.js'
import { CorrectEvent } from './correct-event.js'
import type { IssueOnDesk } from './issue-on-desk.js'
import { dayWords, hourWords, placeWords } from './words.js'

interface Shown {
  desk: Desk
  onDesk: IssueOnDesk
}

/** Which of its neighbours in the day a line can change places with. */
interface Moves {
  up: boolean
  down: boolean
}

function movesOf(lines: readonly EventLine[], line: EventLine): Moves {
  const place = lines.indexOf(line)
  return { up: lines[place - 1]?.pinned === line.pinned, down: lines[place + 1]?.pinned === line.pinned }
}

/** Where a line of a week can be moved to; null for one that has no day. */
export function movesIn(week: CorrectedWeek, line: EventLine): Moves | null {
  const lines = week.dayLines.find((day) => day.lines.some((one) => one === line))?.lines
  return lines ? movesOf(lines, line) : null
}

/** The week as a list that can be corrected; `opened` names the line whose form is open from the start. */
export function WeekList({ opened, ...shown }: Shown & { week: CorrectedWeek; opened?: string | undefined }) {
  const form = opened && shown.onDesk.open ? opened : ''
  return (
    <div id="semaine" dangerouslySetInnerHTML={{ __html: form ? drawWeek({ ...shown, form }) : drawnWeek(shown) }} />
  )
}

const drawn = new WeakMap<CorrectedWeek, Map<string, string>>()

/** The week without a form is drawn once for all who look at it: four hundred buttons, each with words of its own. */
function drawnWeek(shown: Shown & { week: CorrectedWeek }): string {
  const { desk, onDesk, week } = shown
  const looks = drawn.getOrInsertComputed(week, () => new Map<string, string>())
  const look = JSON.stringify([onDesk.base, onDesk.open, desk.texts.language, desk.context.office.hours])
  return looks.getOrInsertComputed(look, () => drawWeek(shown))
}

function drawWeek({ desk, onDesk, week, form }: Shown & { week: CorrectedWeek; form?: string }): string {
  const item = (line: EventLine, moves: Moves | null) => (
    <li key={line.ref} id={`m-${line.ref}`} className={line.hidden ? 'line off' : 'line'}>
      <LineHead desk={desk} onDesk={onDesk} line={line} moves={moves} />
      <div id={`corriger-${line.ref}`} hx-morph-skip="">
        {form === line.ref && <CorrectEvent desk={desk} onDesk={onDesk} week={week} line={line} />}
      </div>
    </li>
  )
  return renderToStaticMarkup(
    <>
      {week.dayLines.map(({ date, lines }) => (
        <section key={date} aria-labelledby={`jour-${date}`}>
          <h2 id={`jour-${date}`}>{dayWords(desk, date)}</h2>
          <ul className="lines">{lines.map((line) => item(line, movesOf(lines, line)))}</ul>
        </section>
      ))}
      {week.ongoing.length > 0 && (
        <section aria-labelledby="en-cours">
          <h2 id="en-cours">{desk.t('issueDesk.ongoing')}</h2>
          <ul className="lines">{week.ongoing.map((line) => item(line, null))}</ul>
        </section>
      )}
    </>,
  )
}

/** An event on one line, with what can be done to it at once. */
export function LineHead({ desk, onDesk, line, moves }: Shown & { line: EventLine; moves: Moves | null }) {
  const { t } = desk
  const { base, open } = onDesk
  const { ref, now } = line
  const path = `${base}/manifestations/${ref}`
  // Two hundred of them on a screen, and nobody sees their blanks.
  const spoken = (key: string) => desk.texts.t(key, { title: now.title })
  const act = (name: string, key: string, sign?: string, enabled?: boolean) => (
    <ActButton
      id={`${key}-${ref}`}
      to={`${path}/${name}`}
      label={sign ?? t(`issueDesk.act.${key}`)}
      spoken={spoken(`issueDesk.actOf.${key}`)}
      title={sign && t(`issueDesk.act.${key}`)}
      enabled={enabled}
    />
  )
  return (
    <div id={`tete-${ref}`} className="head">
      <p>
        {line.kind === 'occurrence' && <span className="hour">{hourWords(desk, line.now)}</span>}
        {'status' in now && now.status === 'cancelled' ? (
          <strong>
            <s>{typeset(now.title, desk.texts.language)}</s>
          </strong>
        ) : (
          <strong>{typeset(now.title, desk.texts.language)}</strong>
        )}
        <Badges desk={desk} line={line} />
        <span className="place">{placeWords(line)}</span>
      </p>
      {open && (
        <ActsForm to={`${path}/${line.hidden ? 'montrer' : 'cacher'}`} list="semaine" version={line.version}>
          <CorrectLink
            lineRef={ref}
            to={path}
            label={t('issueDesk.act.correct')}
            spoken={spoken('issueDesk.actOf.correct')}
          />
          {line.hidden ? act('montrer', 'show') : act('cacher', 'hide')}
          {moves && (line.pinned ? act('detacher', 'unpin') : act('epingler', 'pin'))}
          {moves && act('monter', 'up', '↑', moves.up)}
          {moves && act('descendre', 'down', '↓', moves.down)}
        </ActsForm>
      )}
      <Conflicts desk={desk} onDesk={onDesk} line={line} />
    </div>
  )
}

function Badges({ desk: { t }, line }: { desk: Desk; line: EventLine }) {
  const { hidden, pinned, origin, corrections, now } = line
  const names = [
    hidden && 'hidden',
    pinned && 'pinned',
    origin !== 'article' && origin,
    corrections.length > 0 && 'corrected',
  ].filter((name) => typeof name === 'string')
  const status = 'status' in now && now.status !== 'scheduled' ? now.status : null
  return (
    <>
      {names.map((name) => (
        <span key={name} className={`badge ${name}`}>
          {t(`issueDesk.badge.${name}`)}
        </span>
      ))}
      {status && <span className="badge">{t(`issueDesk.status.${status}`)}</span>}
    </>
  )
}

function Conflicts({ desk, onDesk: { base, open }, line }: Shown & { line: EventLine }) {
  return line.conflicts.map((conflict) => (
    <ConflictQuestion key={conflict.correction.id} desk={desk} base={base} open={open} conflict={conflict} />
  ))
}
