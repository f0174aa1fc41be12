import { Body, Button, Column, Container, Head, Heading, Hr, Html, Img, Link, Row, Section, Text } from '#react-email'

export interface EditionMailProps {
  language: string
  /** The language of what staff wrote, where it is another one. */
  written: string | null
  office: { name: string; address: string; website: string }
  colours: { main: string; accent: string; paper: string; ink: string; soft: string; onDark: string }
  /** What the list is called, above the title. */
  list: string
  title: string
  preview: string
  greeting: string
  /** A word before the message: of a reminder. */
  note: string | null
  message: string[]
  cover: { src: string; alt: string; width: number; height: number } | null
  /** A photo after the message, and who made it. */
  picture: { src: string; alt: string; credit: string; width: number; height: number } | null
  order: { href: string; label: string; help: string } | null
  online: { href: string; label: string } | null
  share: {
    title: string
    help: string
    texts: { where: string; text: string }[]
    image: { href: string; label: string } | null
  } | null
  signature: string
  why: string
  unsubscribe: { href: string; label: string }
  preferences: { href: string; label: string }
}

const family = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"

/** For the line that mailboxes show beside the subject. */
const hidden = { display: 'none', overflow: 'hidden', lineHeight: '1px', opacity: 0, maxHeight: 0, maxWidth: 0 }

/** What dark screens change; classes, since clients that know the question also know these. */
const dark = (onDark: string) => `@media (prefers-color-scheme: dark) {
  .page { background-color: #1c1a1d !important; }
  .sheet { background-color: #262327 !important; }
  .ink { color: #f1edf2 !important; }
  .soft { color: #bdb6c0 !important; }
  .title { color: ${onDark} !important; }
  .quote { background-color: #322e33 !important; }
}`

/** An edition comes out: its cover, what it is, the button to order, the online version, and what to share. */
export function EditionMail(props: EditionMailProps) {
  const { language, office, colours, cover, picture, order, online, share } = props
  const theirs = props.written === null ? {} : { lang: props.written }
  const text = { color: colours.ink, fontSize: 16, lineHeight: '25px', margin: '0 0 14px' }
  const small = { color: colours.soft, fontSize: 14, lineHeight: '21px', margin: '0 0 8px' }
  return (
    <Html lang={language}>
      <Head>
        <title>{props.title}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark(colours.onDark)}</style>
      </Head>
      <div data-skip-in-text={true} style={hidden} {...theirs}>
        {props.preview}
      </div>
      <Body lang={language} style={{ margin: 0, padding: 0, fontFamily: family }}>
        <Section className="page" style={{ padding: '24px 0', backgroundColor: colours.paper }}>
          <Container
            className="sheet"
            style={{
              maxWidth: 600,
              backgroundColor: '#ffffff',
              borderTop: `6px solid ${colours.main}`,
              padding: '20px 28px 24px',
            }}
          >
            <Text className="soft" style={{ ...small, margin: '0 0 4px' }} {...theirs}>
              {props.list}
            </Text>
            <Heading
              as="h1"
              className="title"
              {...theirs}
              style={{ color: colours.main, fontSize: 28, lineHeight: '34px', margin: '0 0 18px' }}
            >
              {props.title}
            </Heading>
            {cover && (
              <Row style={{ margin: '0 0 20px' }}>
                {/* Outlook centres by the attribute alone. */}
                <Column align="center">
                  <Img
                    src={cover.src}
                    alt={cover.alt}
                    width={cover.width}
                    height={cover.height}
                    style={{
                      display: 'block',
                      margin: '0 auto',
                      maxWidth: '100%',
                      height: 'auto',
                      border: `1px solid ${colours.accent}`,
                    }}
                  />
                </Column>
              </Row>
            )}
            <Text className="ink" style={text}>
              {props.greeting}
            </Text>
            {props.note && (
              <Text className="ink" style={{ ...text, fontWeight: 700 }}>
                {props.note}
              </Text>
            )}
            {props.message.map((paragraph) => (
              <Text key={paragraph} className="ink" style={text} {...theirs}>
                {paragraph}
              </Text>
            ))}
            {picture && (
              <Section style={{ margin: '4px 0 8px' }}>
                <Img
                  src={picture.src}
                  {...theirs}
                  alt={picture.alt}
                  width={picture.width}
                  height={picture.height}
                  style={{ display: 'block', maxWidth: '100%', height: 'auto' }}
                />
                <Text className="soft" style={{ ...small, margin: '4px 0 8px' }}>
                  {picture.credit}
                </Text>
              </Section>
            )}
            {order && (
              <Section style={{ margin: '8px 0 4px' }}>
                <Text style={{ margin: '0 0 8px' }}>
                  <Button
                    href={order.href}
                    style={{
                      backgroundColor: colours.main,
                      color: '#ffffff',
                      fontSize: 18,
                      fontWeight: 700,
                      padding: '14px 24px',
                      borderRadius: 6,
                    }}
                  >
                    {order.label}
                  </Button>
                </Text>
                <Text className="soft" style={small}>
                  {order.help}
                </Text>
              </Section>
            )}
            {online && (
              <Text style={{ margin: '0 0 14px' }}>
                <Link
                  className="title"
                  href={online.href}
                  style={{ color: colours.main, fontSize: 16, textDecoration: 'underline' }}
                >
                  {online.label}
                </Link>
              </Text>
            )}
            {share && (
              <Section>
                <Hr style={{ borderColor: colours.accent, margin: '16px 0' }} />
                <Heading
                  as="h2"
                  className="title"
                  style={{ color: colours.main, fontSize: 20, lineHeight: '26px', margin: '0 0 8px' }}
                >
                  {share.title}
                </Heading>
                <Text className="ink" style={text}>
                  {share.help}
                </Text>
                {share.texts.map(({ where, text: words }) => (
                  <Row key={where} style={{ margin: '0 0 12px' }}>
                    <Column
                      {...theirs}
                      className="quote"
                      style={{
                        backgroundColor: colours.paper,
                        borderLeft: `4px solid ${colours.accent}`,
                        padding: '12px 16px',
                      }}
                    >
                      <Text className="soft" style={{ ...small, fontWeight: 700, margin: '0 0 4px' }}>
                        {where}
                      </Text>
                      <Text className="ink" style={{ ...text, margin: 0, whiteSpace: 'pre-line' }}>
                        {words}
                      </Text>
                    </Column>
                  </Row>
                ))}
                {share.image && (
                  <Text style={{ margin: '0 0 14px' }}>
                    <Link
                      className="title"
                      href={share.image.href}
                      style={{ color: colours.main, fontSize: 16, textDecoration: 'underline' }}
                    >
                      {share.image.label}
                    </Link>
                  </Text>
                )}
              </Section>
            )}
            <Text className="ink" style={{ ...text, margin: '16px 0 0' }}>
              {props.signature}
            </Text>
            <Hr style={{ borderColor: colours.accent, margin: '20px 0 12px' }} />
            <Text className="soft" style={small}>
              {`${props.why} ${office.name}, ${office.address}. `}
              <Link className="soft" href={office.website} style={{ color: colours.soft, textDecoration: 'underline' }}>
                {office.website.replace(/^https?:\/\/|\/$/g, '')}
              </Link>
            </Text>
            <Text className="soft" style={small}>
              <Link
                className="soft"
                href={props.unsubscribe.href}
                style={{ color: colours.soft, textDecoration: 'underline' }}
              >
                {props.unsubscribe.label}
              </Link>
              {' · '}
              <Link
                className="soft"
                href={props.preferences.href}
                style={{ color: colours.soft, textDecoration: 'underline' }}
              >
                {props.preferences.label}
              </Link>
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  )
}

/** What previews of the template show: react-email’s tool reads this name. */
EditionMail.PreviewProps = {
  language: 'fr',
  written: null,
  office: {
    name: 'Office de tourisme',
    address: '3 place de la République, 32000 Auch',
    website: 'https://tourisme.example.org/',
  },
  colours: { main: '#8c1c3f', accent: '#e0a526', paper: '#fcf8ef', ink: '#241a1e', soft: '#5c4b52', onDark: '#f0b7c8' },
  list: 'Nos nouvelles éditions',
  title: 'Le guide 2027 est arrivé',
  preview: 'Commandez vos exemplaires',
  greeting: 'Bonjour,',
  note: null,
  message: ['Il sent encore l’encre : 84 pages, deux langues, et tout ce qui change cette année.'],
  cover: null,
  picture: null,
  order: {
    href: 'https://tourisme.example.org/commande',
    label: 'Commander des exemplaires',
    help: 'Sans compte ni mot de passe.',
  },
  online: { href: 'https://tourisme.example.org/editions/1/', label: 'Le lire en ligne' },
  share: {
    title: 'À partager',
    help: 'Copiez, collez.',
    texts: [{ where: 'Facebook', text: 'Le nouveau guide est là !' }],
    image: null,
  },
  signature: 'Camille Lartigue',
  why: 'Vous recevez ce message comme partenaire de',
  unsubscribe: { href: 'https://tourisme.example.org/d', label: 'Ne plus recevoir ces annonces' },
  preferences: { href: 'https://tourisme.example.org/preferences', label: 'Choisir ce que je reçois' },
} satisfies EditionMailProps

export default EditionMail
