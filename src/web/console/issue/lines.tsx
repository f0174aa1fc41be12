import { typeset } from '../../../base/typography.js'
import type { CorrectedWeek } from '../../../compose/corrections/correct-week.js'
import type { EventLine } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import { ActButton, CorrectLink } from './acts.js'
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
export function WeekList({ desk, onDesk, week, opened }: Shown & { week: CorrectedWeek; opened?: string | undefined }) {
  const { t } = desk
  const item = (line: EventLine, moves: Moves | null) => (
    <li key={line.ref} id={`m-${line.ref}`} className={line.hidden ? 'line off' : 'line'}>
      <LineHead desk={desk} onDesk={onDesk} line={line} moves={moves} />
      <div id={`corriger-${line.ref}`} hx-morph-skip="">
        {opened === line.ref && onDesk.open && <CorrectEvent desk={desk} onDesk={onDesk} week={week} line={line} />}
      </div>
    </li>
  )
  return (
    <div id="semaine">
      {week.dayLines.map(({ date, lines }) => (
        <section key={date} aria-labelledby={`jour-${date}`}>
          <h2 id={`jour-${date}`}>{dayWords(desk, date)}</h2>
          <ul className="lines">{lines.map((line) => item(line, movesOf(lines, line)))}</ul>
        </section>
      ))}
      {week.ongoing.length > 0 && (
        <section aria-labelledby="en-cours">
          <h2 id="en-cours">{t('issueDesk.ongoing')}</h2>
          <ul className="lines">{week.ongoing.map((line) => item(line, null))}</ul>
        </section>
      )}
    </div>
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
  const act = (name: string, label: string, key: string, enabled?: boolean) => (
    <ActButton
      id={`${key}-${ref}`}
      to={`${path}/${name}`}
      list="semaine"
      label={label}
      spoken={spoken(`issueDesk.actOf.${key}`)}
      title={t(`issueDesk.act.${key}`)}
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
        <form method="post" action={`${path}/${line.hidden ? 'montrer' : 'cacher'}`} className="acts">
          <input type="hidden" name="version" value={line.version} />
          <CorrectLink
            lineRef={ref}
            to={path}
            label={t('issueDesk.act.correct')}
            spoken={spoken('issueDesk.actOf.correct')}
          />
          {line.hidden
            ? act('montrer', t('issueDesk.act.show'), 'show')
            : act('cacher', t('issueDesk.act.hide'), 'hide')}
          {moves &&
            (line.pinned
              ? act('detacher', t('issueDesk.act.unpin'), 'unpin')
              : act('epingler', t('issueDesk.act.pin'), 'pin'))}
          {moves && act('monter', '↑', 'up', moves.up)}
          {moves && act('descendre', '↓', 'down', moves.down)}
        </form>
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
