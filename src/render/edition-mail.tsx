import { loadTexts, type TextValues } from '../base/texts.js'
import { typeset } from '../base/typography.js'
import type { AnnouncementContent, Edition } from '../domain/index.js'
import type { OfficeSettings } from '../domain/settings/office.js'
import { asMail, type StaffMail } from './notices.js'
import { paletteOf } from './palette.js'
import { signatureOf } from './signature.js'

export interface EditionMailInput {
  office: OfficeSettings
  edition: Edition
  content: AnnouncementContent
  /** Width and height in pixels of the cover as served; null without one. */
  cover: { width: number; height: number } | null
  /** Public addresses; null for what there is not. */
  links: {
    order: string | null
    online: string | null
    cover: string
    picture: string
    shareImage: string | null
    unsubscribe: string
    preferences: string
  }
  /** Whether it is the one reminder of those who have not ordered. */
  reminder: boolean
}

const coverWidth = 280
/** Inside the margins of the sheet. */
const pictureWidth = 544

/**
 * Writes the mail that announces an edition: HTML and plain text. In another language than the office's, what the
 * program says is in that language; what staff wrote stays as it is, and is marked as of theirs.
 */
export async function renderEditionMail(
  input: EditionMailInput,
  language: string = input.office.language,
): Promise<StaffMail> {
  const { office, edition, content, cover, links, reminder } = input
  const { EditionMail } = await import('../../templates/email/edition.js')
  const texts = loadTexts(language)
  const set = (text: string) => typeset(text, office.language)
  const t = (key: string, values?: TextValues) => typeset(texts.t(key, values), language)
  const palette = paletteOf(office)
  const title = set(edition.title)
  const subject = reminder ? t('release.reminderSubject', { subject: content.subject }) : set(content.subject)
  return await asMail(
    subject,
    <EditionMail
      language={language}
      written={language === office.language ? null : office.language}
      office={{ name: office.name, address: set(office.postalAddress), website: office.website }}
      colours={{
        main: palette.main,
        accent: palette.accent,
        paper: palette.cream,
        ink: palette.ink,
        soft: palette.soft,
        onDark: palette.mainOnDark,
      }}
      list={office.editions.title}
      title={title}
      preview={set(content.message[0] ?? '').slice(0, 120)}
      greeting={t('mail.greeting')}
      note={reminder ? t('release.reminderNote') : null}
      message={content.message.map(set)}
      cover={
        cover && {
          src: links.cover,
          alt: t('release.coverAlt', { title: edition.title }),
          width: coverWidth,
          height: Math.round((cover.height * coverWidth) / cover.width),
        }
      }
      picture={
        content.picture && pictureOf(content.picture, links.picture, (credit) => t('release.credit', { credit }))
      }
      order={links.order ? { href: links.order, label: t('release.order'), help: t('release.orderHelp') } : null}
      online={links.online ? { href: links.online, label: t('release.online', { kind: edition.kind }) } : null}
      share={
        content.share.length > 0
          ? {
              title: t('release.shareTitle'),
              help: t('release.shareHelp'),
              texts: content.share.map(({ where, text }) => ({ where: set(where), text: set(text) })),
              image: links.shareImage ? { href: links.shareImage, label: t('release.shareImage') } : null,
            }
          : null
      }
      signature={signatureOf(office)}
      why={t('release.why')}
      unsubscribe={{ href: links.unsubscribe, label: t('release.unsubscribe') }}
      preferences={{ href: links.preferences, label: t('mail.preferences') }}
    />,
  )
}

function pictureOf(
  { alt, credit, width, height }: NonNullable<AnnouncementContent['picture']>,
  src: string,
  credited: (credit: string) => string,
) {
  const shown = Math.min(pictureWidth, width)
  return { src, alt, credit: credited(credit), width: shown, height: Math.round((height * shown) / width) }
}
