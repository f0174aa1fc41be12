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

/** What previews of the template show: react-email’s tool reads this name. */
StaffLinkMail.PreviewProps = {
  language: 'fr',
  office: 'Office de tourisme',
  colour: '#8c1c3f',
  title: 'Choisissez votre mot de passe',
  text: 'Ce lien vous ouvre la console. Il vaut deux jours.',
  link: { href: 'https://tourisme.example.org/console/invitation', label: 'Choisir mon mot de passe' },
  nothing: 'Si vous n’attendiez pas ce message, ne faites rien.',
} satisfies StaffLinkMailProps

export default StaffLinkMail
