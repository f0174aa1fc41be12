import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from '#react-email'
import type { ReactNode } from 'react'

export interface NoticeProps {
  language: string
  office: string
  colour: string
  preview: string
  title: string
  children: ReactNode
}

const ink = '#1f2328'
const quiet = '#57606a'
const family = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"

/** The frame of every mail to staff: one column, the office's colour as a band, large type. */
export function Notice({ language, office, colour, preview, title, children }: NoticeProps) {
  return (
    <Html lang={language}>
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ margin: 0, padding: '24px 0', backgroundColor: '#f3f1ec', fontFamily: family }}>
        <Container
          style={{
            maxWidth: 600,
            backgroundColor: '#ffffff',
            borderTop: `6px solid ${colour}`,
            padding: '8px 32px 24px',
          }}
        >
          <Text style={{ color: quiet, fontSize: 14, margin: '16px 0 4px' }}>{office}</Text>
          <Heading as="h1" style={{ color: ink, fontSize: 24, lineHeight: '30px', margin: '0 0 16px' }}>
            {title}
          </Heading>
          {children}
        </Container>
      </Body>
    </Html>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <Text style={{ color: ink, fontSize: 16, lineHeight: '24px', margin: '0 0 12px' }}>{children}</Text>
}

/** One finding of the checks: the word says the level, the colour only repeats it. */
export function Finding({ word, colour, text }: { word: string; colour: string; text: string }) {
  return (
    <Section style={{ borderLeft: `4px solid ${colour}`, paddingLeft: 12, margin: '0 0 12px' }}>
      <Text style={{ color: ink, fontSize: 15, lineHeight: '22px', margin: 0 }}>
        <strong>{word}</strong> {text}
      </Text>
    </Section>
  )
}

/** A door, on a line of its own: also in the plain text, and under a thumb. */
export function Choice({ href, colour, children }: { href: string; colour: string; children: ReactNode }) {
  return (
    <Text style={{ margin: '0 0 10px' }}>
      <Button
        href={href}
        style={{
          backgroundColor: colour,
          color: '#ffffff',
          fontSize: 16,
          fontWeight: 600,
          padding: '12px 20px',
          borderRadius: 6,
        }}
      >
        {children}
      </Button>
    </Text>
  )
}

export function QuietLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Text style={{ margin: '0 0 12px' }}>
      <Link href={href} style={{ color: ink, fontSize: 16, textDecoration: 'underline' }}>
        {children}
      </Link>
    </Text>
  )
}
