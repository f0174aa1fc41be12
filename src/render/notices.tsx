import { render, toPlainText } from 'react-email'
import { AlarmMail } from '../../templates/email/alarm.js'
import { ProofMail } from '../../templates/email/proof.js'
import type { Texts } from '../base/texts.js'
import type { CheckFinding, Week } from '../domain/index.js'
import type { OfficeSettings } from '../domain/settings/office.js'

export interface StaffMail {
  subject: string
  html: string
  text: string
}

export interface ProofParts {
  publication: string
  week: Week
  revision: number
  state: 'composed' | 'held'
  findings: CheckFinding[]
  occurrences: number
  /** Whether there is anything to look at: false while the article is missing. */
  hasContent: boolean
  proofUrl: string
  sendAt: Temporal.ZonedDateTime
  leavesUnapproved: boolean
}

export interface AlarmParts {
  title: string
  /** What happened and what to do, a sentence each. */
  sentences: string[]
  url: string | null
}

const levelColours = { blocks: '#b42318', warns: '#b7791f' } as const

/** "samedi 4 juillet à 07:30", in the language of the texts. */
function dayAndHour(at: Temporal.ZonedDateTime, language: string): string {
  const day = at.toLocaleString(language, { weekday: 'long', day: 'numeric', month: 'long' })
  return `${day}, ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** "6 juillet" */
function dayAndMonth(date: string, language: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(language, { day: 'numeric', month: 'long' })
}

async function asMail(subject: string, element: React.ReactElement): Promise<StaffMail> {
  const html = await render(element)
  return { subject, html, text: toPlainText(html) }
}

/** Writes the mails to staff, in the office's language. */
export function noticeWriter(office: OfficeSettings, texts: Texts) {
  const frame = { language: office.language, office: office.shortName, colour: office.colours.main }

  return {
    async proof(parts: ProofParts): Promise<StaffMail> {
      const blocked = parts.findings.filter((finding) => finding.level === 'blocks').length
      const warned = parts.findings.length - blocked
      const span = {
        from: dayAndMonth(parts.week.from, office.language),
        to: dayAndMonth(parts.week.to, office.language),
      }
      const subject = texts.t('proof.subject', {
        publication: parts.publication,
        ...span,
        revision: parts.revision,
        blocked,
        warned,
      })
      const outcome = parts.state === 'held' ? 'proof.held' : parts.leavesUnapproved ? 'proof.leaves' : 'proof.waits'
      return await asMail(
        subject,
        <ProofMail
          {...frame}
          title={texts.t('proof.title', { publication: parts.publication, ...span })}
          summary={texts.t('proof.summary', { count: parts.occurrences, blocked, warned })}
          whatHappens={texts.t(outcome, { at: dayAndHour(parts.sendAt, office.language) })}
          findings={parts.findings.map((finding) => ({
            word: texts.t(`proof.${finding.level}`),
            colour: levelColours[finding.level],
            text: finding.text,
          }))}
          noFinding={texts.t('proof.noFinding')}
          attached={parts.hasContent ? texts.t('proof.attached') : null}
          links={{
            look: { href: parts.proofUrl, label: texts.t('proof.look') },
            approve: parts.hasContent ? { href: `${parts.proofUrl}#decide`, label: texts.t('proof.approve') } : null,
            hold: { href: `${parts.proofUrl}#decide`, label: texts.t('proof.hold') },
          }}
        />,
      )
    },

    async alarm(parts: AlarmParts): Promise<StaffMail> {
      return await asMail(
        parts.title,
        <AlarmMail
          {...frame}
          title={parts.title}
          sentences={parts.sentences}
          link={parts.url ? { href: parts.url, label: texts.t('proof.look') } : null}
        />,
      )
    },
  }
}
