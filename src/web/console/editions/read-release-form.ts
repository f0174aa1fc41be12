import type { Context } from 'hono'
import type { Announcement, Audience } from '../../../domain/index.js'
import { releaseSchema } from '../../../domain/settings/release.js'
import type { NewAnnouncement } from '../../../store/editions/announcements.js'
import { ticked, typed } from '../../public-page.js'
import type { DeskEnv } from '../desk.js'
import type { Filled } from '../partners/form.js'

/** Rows for texts to share, of which empty ones do not count. */
const shareRows = 4

const schema = releaseSchema.shape.announcement.pick({
  subject: true,
  message: true,
  share: true,
  reminderDays: true,
})

/** An announcement as it stands in its form. */
export interface WrittenRelease extends Filled {
  audience: Audience
  announcement: Omit<NewAnnouncement, 'editionId'> | null
}

/** An announcement as its form shows it first. */
export function filledFrom({
  content,
  audience,
  reminderDays,
  revision,
}: Announcement): Omit<WrittenRelease, 'announcement'> {
  const share = content.share.flatMap(({ where, text }, row) => [
    [`where${row}`, where],
    [`text${row}`, text],
  ])
  return {
    typed: {
      subject: content.subject,
      message: content.message.join('\n\n'),
      reminderDays: reminderDays === null ? '' : String(reminderDays),
      version: String(revision),
      ...(Object.fromEntries(share) as Record<string, string>),
    },
    faults: {},
    audience,
  }
}

/** What was written over several lines, its ends of line as ours. */
const lines = (form: Record<string, unknown>, field: string): string =>
  typeof form[field] === 'string' ? form[field].replaceAll('\r\n', '\n').trim() : ''

/** What was typed, and the announcement that it is; null with what is wrong by field. */
export async function readReleaseForm(c: Context<DeskEnv>): Promise<WrittenRelease> {
  const { t, context } = c.get('desk')
  const form = await c.req.parseBody({ all: true })
  const names = (await context.store.segments.list()).map((segment) => segment.name)
  const chosen = typed(form, 'to') === 'every-partner'
  const audience: Audience = chosen ? 'every-partner' : ticked(form, 'segments', names)
  const rows = Array.from({ length: rowsOf(form) }, (_, row) => ({
    where: typed(form, `where${row}`, 200),
    text: lines(form, `text${row}`),
  }))
  const values: Record<string, string> = {
    edition: typed(form, 'edition'),
    version: typed(form, 'version'),
    subject: typed(form, 'subject', 500),
    message: lines(form, 'message'),
    reminderDays: typed(form, 'reminderDays', 9),
    ...Object.fromEntries(
      rows.flatMap(({ where, text }, row) => [[`where${row}`, where] as const, [`text${row}`, text] as const]),
    ),
  }
  const days = values['reminderDays'] ?? ''
  const result = schema.safeParse({
    subject: values['subject'],
    message: (values['message'] ?? '')
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.trim())
      .filter(Boolean),
    share: rows.filter(({ where, text }) => where !== '' || text !== ''),
    reminderDays: days === '' ? undefined : Number(days),
  })
  const wrong = new Set(result.error?.issues.map(({ path }) => String(path[0])))
  const faults = Object.fromEntries([...wrong].map((field) => [field, t(`releaseDesk.fault.${field}`)]))
  if (!result.success) return { typed: values, faults, audience, announcement: null }
  const { subject, message, share, reminderDays = null } = result.data
  return {
    typed: values,
    faults,
    audience,
    announcement: { content: { subject, message, share, picture: null }, audience, reminderDays },
  }
}

/** How many texts to share a form has rows for: a file may have given more than are usual. */
export function rowsOf(form: Readonly<Record<string, unknown>>): number {
  let row = 0
  while (row < 20 && form[`text${row}`] !== undefined) row++
  return Math.max(shareRows, row)
}
