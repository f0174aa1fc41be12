import { Section } from '#react-email'
import { Choice, Finding, Notice, Paragraph, QuietLink } from './notice.js'

export interface ProofMailProps {
  language: string
  office: string
  colour: string
  title: string
  summary: string
  whatHappens: string
  findings: { word: string; colour: string; text: string }[]
  noFinding: string
  attached: string | null
  links: {
    look: { href: string; label: string }
    approve: { href: string; label: string } | null
    hold: { href: string; label: string }
  }
}

/** The proof: what the issue holds, what the checks found, and the three doors: look, approve, hold. */
export function ProofMail(props: ProofMailProps) {
  const { links } = props
  return (
    <Notice {...props} preview={props.summary}>
      <Paragraph>{props.summary}</Paragraph>
      <Paragraph>{props.whatHappens}</Paragraph>
      <Section style={{ margin: '8px 0 16px' }}>
        <Choice href={links.look.href} colour={props.colour}>
          {links.look.label}
        </Choice>
        {links.approve && (
          <Choice href={links.approve.href} colour="#1a7f37">
            {links.approve.label}
          </Choice>
        )}
        <QuietLink href={links.hold.href}>{links.hold.label}</QuietLink>
      </Section>
      {props.findings.length === 0 ? (
        <Paragraph>{props.noFinding}</Paragraph>
      ) : (
        props.findings.map((finding) => <Finding key={finding.text} {...finding} />)
      )}
      {props.attached && <Paragraph>{props.attached}</Paragraph>}
    </Notice>
  )
}

/** What previews of the template show: react-email’s tool reads this name. */
ProofMail.PreviewProps = {
  language: 'fr',
  office: 'Office de tourisme',
  colour: '#8c1c3f',
  title: 'L’agenda du 6 au 12 juillet est prêt',
  summary: '34 rendez-vous, 12 expositions.',
  whatHappens: 'Il part samedi à 7 h 30 si vous ne faites rien.',
  findings: [{ word: 'À voir', colour: '#b7791f', text: 'Le marché de Pavie n’a pas d’heure.' }],
  noFinding: 'Rien à redire.',
  attached: 'L’affiche et le livret sont joints.',
  links: {
    look: { href: 'https://tourisme.example.org/bat', label: 'Regarder' },
    approve: { href: 'https://tourisme.example.org/bat/oui', label: 'Valider' },
    hold: { href: 'https://tourisme.example.org/bat/non', label: 'Retenir l’envoi' },
  },
} satisfies ProofMailProps

export default ProofMail
