import { Choice, Notice, Paragraph } from './notice.js'

export interface OrderMailProps {
  language: string
  office: string
  colour: string
  title: string
  sentences: string[]
  lines: string[]
  after: string[]
  link: { href: string; label: string } | null
  signature: string
}

/** What became of an order: the copies, line by line, how they come, and one button where there is something to do. */
export function OrderMail({ sentences, lines, after, link, signature, ...frame }: OrderMailProps) {
  return (
    <Notice {...frame} preview={sentences[0] ?? frame.title}>
      {sentences.map((sentence) => (
        <Paragraph key={sentence}>{sentence}</Paragraph>
      ))}
      {lines.map((line) => (
        <Paragraph key={line}>{`– ${line}`}</Paragraph>
      ))}
      {after.map((sentence) => (
        <Paragraph key={sentence}>{sentence}</Paragraph>
      ))}
      {link && (
        <Choice href={link.href} colour={frame.colour}>
          {link.label}
        </Choice>
      )}
      <Paragraph>{signature}</Paragraph>
    </Notice>
  )
}

/** What previews of the template show: react-email’s tool reads this name. */
OrderMail.PreviewProps = {
  language: 'fr',
  office: 'Office de tourisme',
  colour: '#8c1c3f',
  title: 'Votre commande est enregistrée',
  sentences: ['Ces exemplaires vous sont réservés :'],
  lines: ['50 exemplaires : Guide touristique 2027', '20 exemplaires : Plan de ville'],
  after: ['Nous vous les apportons lors d’une prochaine tournée.'],
  link: { href: 'https://tourisme.example.org/commande', label: 'Voir ou changer ma commande' },
  signature: 'Camille Lartigue, Office de tourisme',
} satisfies OrderMailProps

export default OrderMail
