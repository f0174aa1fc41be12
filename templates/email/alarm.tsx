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

/** What previews of the template show: react-email’s tool reads this name. */
AlarmMail.PreviewProps = {
  language: 'fr',
  office: 'Office de tourisme',
  colour: '#8c1c3f',
  title: 'L’agenda n’est pas parti',
  sentences: ['L’article de la semaine n’a pas été trouvé sur le blog.', 'Publiez-le : l’agenda partira de lui-même.'],
  link: { href: 'https://tourisme.example.org/console', label: 'Ouvrir la console' },
} satisfies AlarmMailProps

export default AlarmMail
