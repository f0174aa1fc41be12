import { Choice, Notice, Paragraph } from './notice.js'

export interface AlarmMailProps {
  language: string
  office: string
  colour: string
  title: string
  sentences: string[]
  link: { href: string; label: string } | null
}

/** Something needs staff: what happened, what to do, and where. */
export function AlarmMail(props: AlarmMailProps) {
  return (
    <Notice {...props} preview={props.sentences[0] ?? props.title}>
      {props.sentences.map((sentence) => (
        <Paragraph key={sentence}>{sentence}</Paragraph>
      ))}
      {props.link && (
        <Choice href={props.link.href} colour={props.colour}>
          {props.link.label}
        </Choice>
      )}
    </Notice>
  )
}
