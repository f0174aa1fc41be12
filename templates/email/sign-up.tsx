import { Choice, Notice, Paragraph } from './notice.js'

export interface SignUpMailProps {
  language: string
  office: string
  colour: string
  title: string
  ask: string
  publications: string[]
  confirm: { href: string; label: string }
  until: string
  nothing: string
  signature: string
}

/** Asks whoever filled in the sign-up form whether it was they: what it is about, one button, and how to do nothing. */
export function SignUpMail({ ask, publications, confirm, until, nothing, signature, ...frame }: SignUpMailProps) {
  return (
    <Notice {...frame} preview={ask}>
      <Paragraph>{ask}</Paragraph>
      {publications.map((title) => (
        <Paragraph key={title}>{`– ${title}`}</Paragraph>
      ))}
      <Choice href={confirm.href} colour={frame.colour}>
        {confirm.label}
      </Choice>
      <Paragraph>{until}</Paragraph>
      <Paragraph>{nothing}</Paragraph>
      <Paragraph>{signature}</Paragraph>
    </Notice>
  )
}
