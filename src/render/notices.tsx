import type { ReactElement } from 'react'
import type { Texts } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { CheckFinding, IssueContent } from '../domain/index.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { hourText, weekdayAndDay } from './dates.js'

export interface StaffMail {
  subject: string
  html: string
  text: string
}

export interface ProofParts {
  publication: string
  kind: IssueContent['kind']
  /** Why staff are shown it: it is new and to be completed, they are reminded, or it is about to leave. */
  stage: 'draft' | 'reminder' | 'proof'
  /** What it is about: "du 6 au 12 juillet 2026". */
  span: string
  revision: number
  state: 'composed' | 'held'
  findings: CheckFinding[]
  /** How many events or pieces of news it holds. */
  count: number
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

/** The library of mails is slow to load, and most commands write to nobody. */
const library = () => import('#react-email')

/** A mail's two forms from one element. */
export async function asMail(subject: string, element: ReactElement): Promise<StaffMail> {
  const { render, toPlainText } = await library()
  const html = await render(element)
  return { subject, html, text: toPlainText(html) }
}

/** Writes the mails to staff, in the office's language. */
export function noticeWriter(office: OfficeSettings, texts: Texts) {
  const frame = { language: office.language, office: office.shortName, colour: office.colours.main }

  return {
    async proof(parts: ProofParts): Promise<StaffMail> {
      const { ProofMail } = await import('../../templates/email/proof.js')
      const blocked = parts.findings.filter((finding) => finding.level === 'blocks').length
      const warned = parts.findings.length - blocked
      const { span, stage } = parts
      const news = parts.kind === 'monthly-news' ? 'News' : ''
      const at = texts.t('proof.dayAndHour', {
        day: weekdayAndDay(parts.sendAt.toPlainDate().toString(), texts),
        hour: hourText(parts.sendAt.toPlainTime().toString({ smallestUnit: 'minute' }), office.hours, texts),
      })
      const words = (key: string, values: Record<string, string | number>) =>
        typeset(texts.t(key, values), office.language)
      const subject = words('proof.subject', {
        publication: parts.publication,
        stage,
        span,
        revision: parts.revision,
        blocked,
      })
      const outcome = parts.state === 'held' ? 'proof.held' : parts.leavesUnapproved ? 'proof.leaves' : 'proof.waits'
      return await asMail(
        subject,
        <ProofMail
          {...frame}
          title={words('proof.title', { publication: parts.publication, span })}
          summary={words(`proof.summary${news}`, { count: parts.count, blocked, warned })}
          whatHappens={words(outcome, { at })}
          findings={parts.findings.map((finding) => ({
            word: texts.t(`proof.${finding.level}`),
            colour: levelColours[finding.level],
            text: typeset(finding.text, office.language),
          }))}
          noFinding={texts.t('proof.noFinding')}
          attached={parts.hasContent ? texts.t(`proof.attached${news}`) : null}
          links={{
            look: { href: parts.proofUrl, label: texts.t('proof.look') },
            approve: parts.hasContent ? { href: `${parts.proofUrl}#decide`, label: texts.t('proof.approve') } : null,
            hold: { href: `${parts.proofUrl}#decide`, label: texts.t('proof.hold') },
          }}
        />,
      )
    },

    async alarm(parts: AlarmParts): Promise<StaffMail> {
      const { AlarmMail } = await import('../../templates/email/alarm.js')
      return await asMail(
        parts.title,
        <AlarmMail
          {...frame}
          title={parts.title}
          sentences={parts.sentences.map((sentence) => typeset(sentence, office.language))}
          link={parts.url ? { href: parts.url, label: texts.t('proof.look') } : null}
        />,
      )
    },
  }
}
