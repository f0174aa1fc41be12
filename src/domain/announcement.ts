/** Something to share: for social networks, a website, a newsletter of the partner's. */
export interface ShareText {
  /** Where it is meant for, as staff name it: "Facebook", "site web". */
  where: string
  text: string
}

/** A picture of an announcement, which is kept with its edition under `announcementPicture`. */
export interface AnnouncementPicture {
  /** What is seen on it, for those who do not see it. */
  alt: string
  /** Who made it: a picture without a credit is not shown. */
  credit: string
  /** In pixels, as it is served. */
  width: number
  height: number
}

/** The name of an announcement's picture among the files of its edition. */
export const announcementPicture = (announcementId: string): string => `announcement-${announcementId}.jpg`

/** What staff write about an edition that comes out. */
export interface AnnouncementContent {
  subject: string
  /** Paragraphs, in the order of reading. */
  message: string[]
  share: ShareText[]
  /** Beside the cover; null without one. */
  picture: AnnouncementPicture | null
}

/**
 * Whom an announcement goes to: every partner, or the contacts of segments together, by the segments' names. Staff may
 * write before they know: then no segment is named, and nothing leaves.
 */
export type Audience = typeof everyPartner | string[]

/** The audience that leaves no partner out, as it is stored and as files write it. */
export const everyPartner = 'every-partner'

/** "draft" may be changed; "approved" leaves as it was looked at; "sent" is in the ledger. */
export type AnnouncementState = 'draft' | 'approved' | 'sent'

/** The release of an edition: what is written, to whom, and who said that it may leave. */
export interface Announcement {
  id: string
  editionId: string
  content: AnnouncementContent
  audience: Audience
  /** Days after which those who have not ordered are reminded, once; null for never. */
  reminderDays: number | null
  state: AnnouncementState
  /** Grows with each change: an approval is of the revision that was looked at. */
  revision: number
  decidedBy: string | null
  createdAt: string
  sentAt: string | null
}
