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

/** What previews of the template show: react-email’s tool reads this name. */
SignUpMail.PreviewProps = {
  language: 'fr',
  office: 'Office de tourisme',
  colour: '#8c1c3f',
  title: 'Confirmez votre inscription',
  ask: 'Est-ce bien vous qui voulez recevoir ceci ?',
  publications: ['L’agenda de la semaine'],
  confirm: { href: 'https://tourisme.example.org/inscription', label: 'Oui, m’inscrire' },
  until: 'Ce lien vaut jusqu’au 10 juillet.',
  nothing: 'Si ce n’est pas vous, ne faites rien.',
  signature: 'Camille Lartigue, Office de tourisme',
} satisfies SignUpMailProps

export default SignUpMail
