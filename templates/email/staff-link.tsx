import { Choice, Notice, Paragraph } from './notice.js'

export interface StaffLinkMailProps {
  language: string
  office: string
  colour: string
  title: string
  text: string
  link: { href: string; label: string }
  nothing: string
}

/** One link for one member of staff, how long it is good for, and that doing nothing is safe. */
export function StaffLinkMail({ text, link, nothing, ...frame }: StaffLinkMailProps) {
  return (
    <Notice {...frame} preview={text}>
      <Paragraph>{text}</Paragraph>
      <Choice href={link.href} colour={frame.colour}>
        {link.label}
      </Choice>
      <Paragraph>{nothing}</Paragraph>
    </Notice>
  )
}
