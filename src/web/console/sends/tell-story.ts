import { diagnose } from '../../../deliver/returned/diagnosis.js'
import { logDecider } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import type { StoredCampaign } from './subject.js'

type Campaigns = Desk['context']['store']['campaigns']
type Line = NonNullable<Awaited<ReturnType<Desk['context']['store']['lines']['line']>>>
type Event = Awaited<ReturnType<Campaigns['history']>>[number]

/** One thing that happened: when, what, what the server said, and what that means. */
export interface StoryLine {
  at: string
  sentence: string
  answer: string | null
  why: string | null
}

/** What a server's refusal or notice means, in words; null where it says nothing. */
export function explained(
  { t }: Desk,
  { email, status, reply }: { email: string; status: string | null; reply: string | null },
) {
  if (!reply) return null
  const { reason } = diagnose({ address: email, status, words: [reply] })
  return t(`sends.why.${reason}`)
}

/** All that is known of a delivery, oldest first. */
export function tellStory(
  desk: Desk,
  { campaign, line, history }: { campaign: StoredCampaign; line: Line; history: Event[] },
): StoryLine[] {
  const { t } = desk
  const atOnce = line.state === 'excluded' && !history.some((event) => event.what === 'excluded')
  const story = [
    atOnce
      ? plain(campaign.created_at, t('sends.story.leftOut', { reason: reasonWords(desk, line.reason) }))
      : plain(campaign.created_at, t('sends.story.frozen')),
    ...history.map((event) => eventLine(desk, line, event)),
  ]
  if (line.state === 'accepted' && line.reason !== 'take-as-sent')
    story.push({
      ...plain(line.updated_at, t('sends.story.accepted', { domain: line.domain || '?', attempt: line.attempt })),
      answer: line.reply,
    })
  const ordered = story.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  // What stands at the end is what is going on now.
  if (line.state === 'sending') ordered.push(plain(line.updated_at, t('sends.story.sending')))
  if ((line.state === 'pending' || line.state === 'deferred') && line.next_at)
    ordered.push(plain(line.next_at, t(`sends.story.next-${line.state}`)))
  return ordered
}

const plain = (at: string, sentence: string): StoryLine => ({ at, sentence, answer: null, why: null })

const reasonWords = ({ t, texts }: Desk, reason: string | null) =>
  reason && texts.has(`reason.${reason}`) ? t(`reason.${reason}`) : (reason ?? '')

function eventLine(desk: Desk, { email }: Line, { at, what, attempt, status, reply }: Event): StoryLine {
  const { t, texts } = desk
  if (what === 'resend' || what === 'take-as-sent') {
    const who = reply === logDecider ? t('sends.theLog') : (reply ?? '')
    return plain(at, t(`sends.story.${what}`, { who }))
  }
  if (what === 'excluded') return plain(at, t('sends.story.leftOutLate', { reason: reasonWords(desk, reply) }))
  if (what === 'uncertain' && reply === 'worker-gone') return plain(at, t('sends.story.workerGone', { attempt }))
  const sentence = texts.has(`sends.story.${what}`) ? t(`sends.story.${what}`, { attempt }) : what
  const explains = what === 'failed' || what === 'deferred' || what === 'bounced' || what === 'delayed'
  return { at, sentence, answer: reply, why: explains ? explained(desk, { email, status, reply }) : null }
}
